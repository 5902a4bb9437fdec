package io.histctl.summary;

import io.histctl.model.TokenEstimate;
import io.histctl.model.Turn;
import java.text.BreakIterator;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The turns' transcript, speaker by speaker: whole where it fits, else the newest sentences that do. */
public final class TranscriptSummary implements Summarizer {
    @Override
    public Written summarize(SummaryRequest request) {
        return new Written(text(request.turns(), request.maxTokens()), "digest");
    }

    private static String text(List<Turn> turns, long maxTokens) {
        List<Line> lines = Line.of(turns);
        String whole = lines.stream().map(Line::whole).collect(Collectors.joining("\n"));
        return TokenEstimate.of(whole) + lines.size() <= maxTokens ? whole : newest(lines, maxTokens);
    }

    private static String newest(List<Line> lines, long maxTokens) {
        Deque<String> kept = new ArrayDeque<>();
        long room = maxTokens - TokenEstimate.of(leftOut(lines.size(), Integer.MAX_VALUE)) - 1;
        for (int i = lines.size() - 1; i >= 0; i--) {
            Line line = lines.get(i);
            String fitting = fitting(line, room);
            if (!fitting.isEmpty()) {
                kept.addFirst(fitting);
                room -= TokenEstimate.of(fitting) + 1;
            }
            if (!fitting.equals(line.whole())) {
                int words = lines.subList(0, i + 1).stream()
                                .mapToInt(left -> words(left.whole()))
                                .sum()
                        - words(fitting);
                kept.addFirst(leftOut(fitting.isEmpty() ? i + 1 : i, words));
                break;
            }
        }
        return String.join("\n", kept);
    }

    /** The line, or its newest sentences behind an ellipsis, or of the very last one the newest words. */
    private static String fitting(Line line, long room) {
        if (TokenEstimate.of(line.whole()) <= room) {
            return line.whole();
        }
        List<String> sentences = sentences(line.words());
        for (int from = 1; from < sentences.size(); from++) {
            String text = line.speaker() + " … "
                    + String.join("", sentences.subList(from, sentences.size())).strip();
            if (TokenEstimate.of(text) <= room) {
                return text;
            }
        }
        return "";
    }

    private static List<String> sentences(String text) {
        BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ROOT);
        breaks.setText(text);
        List<String> sentences = new ArrayList<>();
        int start = breaks.first();
        for (int end = breaks.next(); end != BreakIterator.DONE; start = end, end = breaks.next()) {
            sentences.add(text.substring(start, end));
        }
        return sentences;
    }

    private static int words(String text) {
        return text.isBlank() ? 0 : text.strip().split("\\s+").length;
    }

    private static String leftOut(int turns, int words) {
        return "[… " + turns + (turns == 1 ? " earlier turn" : " earlier turns") + " left out, about " + words
                + " words]";
    }
}
