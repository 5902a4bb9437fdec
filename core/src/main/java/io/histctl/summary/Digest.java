package io.histctl.summary;

import io.histctl.model.TokenCounter;
import io.histctl.model.TokenEstimate;
import io.histctl.model.Turn;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The record of a conversation in its own words, speaker by speaker: whole where that fits, else the sentences that
 * tell most for their cost, and something of the user's last words wherever anything fits. Any language: only English
 * sentences are shortened, and only English promises are told as open. Works offline and gives the same bytes for the
 * same turns. Immutable.
 */
public final class Digest implements Summarizer {
    private final TokenCounter counter;

    /** A digest that is counted by the cautious estimate. */
    public Digest() {
        this(TokenEstimate::of);
    }

    /** A digest that is counted by this. */
    public Digest(TokenCounter counter) {
        this.counter = counter;
    }

    @Override
    public Written summarize(SummaryRequest request) {
        return new Written(new Digest(request.counter()).summarize(request.turns(), request.maxTokens()), "digest");
    }

    String summarize(List<Turn> turns, long maxTokens) {
        String whole = whole(Line.whole(turns));
        if (counter.count(whole) <= maxTokens) {
            return whole;
        }
        List<Line> lines = Line.brief(turns);
        // lines can cost more together than one by one, to a tokenizer that joins what they meet with
        long budget = lines.isEmpty() ? 0 : maxTokens;
        while (budget > 0) {
            String text = chosen(lines, budget);
            long cost = counter.count(text);
            if (cost <= maxTokens) {
                return text;
            }
            budget = Math.min(budget - 1, budget * maxTokens / cost);
        }
        return "";
    }

    private static String whole(List<Line> lines) {
        Sections sections = Sections.of(lines);
        List<String> text = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            int section = sections.ofLine().get(i);
            boolean begins = i > 0 && section != sections.ofLine().get(i - 1);
            if (begins) {
                text.add(sections.headings().get(section));
            }
            text.add(lines.get(i).whole());
        }
        return String.join("\n", text);
    }

    private String chosen(List<Line> lines, long budget) {
        List<Atom> atoms = Atom.of(lines);
        BitSet open = OpenEnds.of(lines, atoms);
        Draft draft = new Draft(lines, atoms, open, counter);
        Selection selection = new Selection(draft, new Pairs(lines, atoms), new Stock(lines, atoms, open), budget);
        Ending ending = new Ending(lines, atoms);
        if (!ending.take(selection, budget)) {
            return ending.shortened(counter, budget);
        }
        selection.fill();
        return draft.text();
    }
}
