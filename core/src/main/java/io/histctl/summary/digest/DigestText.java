package io.histctl.summary.digest;

import io.histctl.model.TokenCounter;
import io.histctl.model.Turn;
import io.histctl.summary.transcript.SpeakerLine;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/** Writes a digest: all turns if they fit into the budget, otherwise an extract. */
@API(status = API.Status.INTERNAL)
public final class DigestText {
    private DigestText() {}

    /** A text of at most {@code maxTokens}; empty if not even the beginning of the user's last turn fits. */
    public static String of(List<Turn> turns, long maxTokens, TokenCounter counter) {
        List<SpeakerLine> all = SpeakerLine.complete(turns);
        String complete = complete(all);
        if (counter.count(complete) <= maxTokens) {
            return complete;
        }
        List<SpeakerLine> lines = usesTools(turns) ? SpeakerLine.condensed(turns) : all;
        List<Clause> clauses = Clauses.of(lines, new Languages());
        Corrections corrections = new Corrections(lines, clauses);
        Coverage coverage = new Coverage(lines, clauses, corrections);
        // the text may cost more than the sum of its lines if the tokenizer merges across line breaks
        long budget = lines.isEmpty() ? 0 : maxTokens;
        while (budget > 0) {
            String text = extract(lines, clauses, corrections, coverage.copy(), budget, counter);
            long cost = counter.count(text);
            if (cost <= maxTokens) {
                return text;
            }
            budget = Math.min(budget - 1, budget * maxTokens / cost);
        }
        return "";
    }

    private static boolean usesTools(List<Turn> turns) {
        return turns.stream().anyMatch(turn -> !turn.message().toolCalls().isEmpty());
    }

    private static String complete(List<SpeakerLine> lines) {
        Sections sections = Sections.of(lines);
        List<String> text = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            int section = sections.ofLine().get(i);
            boolean begins = i > 0 && section != sections.ofLine().get(i - 1);
            if (begins) {
                text.add(sections.headings().get(section));
            }
            text.add(lines.get(i).toString());
        }
        return String.join("\n", text);
    }

    private static String extract(
            List<SpeakerLine> lines,
            List<Clause> clauses,
            Corrections corrections,
            Coverage coverage,
            long budget,
            TokenCounter counter) {
        Extract extract = new Extract(lines, clauses, corrections, counter);
        Selection selection = new Selection(extract, coverage, budget);
        ClosingTurns closing = new ClosingTurns(lines, clauses, coverage);
        if (!closing.select(selection, budget)) {
            return closing.truncated(counter, budget);
        }
        selection.fill();
        return extract.text();
    }
}
