package io.histctl.summary.digest;

import io.histctl.model.Role;
import io.histctl.model.TokenCounter;
import io.histctl.model.Turn;
import io.histctl.summary.transcript.SpeakerLine;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Compares the lines of a digest with the conversation. */
final class Quotations {
    private static final Pattern HEADING = Pattern.compile("\\[\\d{4}-\\d{2}-\\d{2}( \\d{2}:\\d{2})?]");
    private static final String OMISSION = "…";
    private static final String INNER_OMISSION = " …";

    private Quotations() {}

    /** The first line that is not a verbatim part of a turn by its speaker, after the part that the line before quotes. */
    static List<String> strays(String digest, List<Turn> turns) {
        List<SpeakerLine> complete = SpeakerLine.complete(turns);
        List<SpeakerLine> condensed = SpeakerLine.condensed(turns);
        if (isTruncated(digest, complete) || isTruncated(digest, condensed)) {
            return List.of();
        }
        Place place = new Place(0, 0);
        Place inCondensed = new Place(0, 0);
        for (String line : quotes(digest)) {
            place = place == null ? null : place.find(unmarked(line), complete);
            inCondensed = inCondensed == null ? null : inCondensed.find(unmarked(line), condensed);
            if (place == null && inCondensed == null) {
                return List.of(line);
            }
        }
        return List.of();
    }

    /** Pairs of lines without a mark between them that no two adjacent lines of the conversation contain. */
    static List<String> unmarkedGaps(String digest, List<Turn> turns) {
        List<SpeakerLine> said = SpeakerLine.condensed(turns);
        if (digest.equals(DigestText.of(turns, Long.MAX_VALUE, TokenCounter.ESTIMATE)) || isTruncated(digest, said)) {
            return List.of();
        }
        List<String> gaps = new ArrayList<>();
        List<String> quotes = quotes(digest);
        for (int i = 1; i < quotes.size(); i++) {
            if (!quotes.get(i).startsWith(OMISSION) && !areAdjacent(unmarked(quotes.get(i - 1)), quotes.get(i), said)) {
                gaps.add(quotes.get(i - 1) + "\n" + quotes.get(i));
            }
        }
        return gaps;
    }

    private static boolean areAdjacent(String first, String second, List<SpeakerLine> said) {
        return IntStream.range(0, said.size())
                .anyMatch(i -> contains(said.get(i), first)
                        && (contains(said.get(i), second)
                                || (i + 1 < said.size() && contains(said.get(i + 1), second))));
    }

    private static boolean contains(SpeakerLine line, String quoted) {
        String speaker = line.speaker() + " ";
        return quoted.startsWith(speaker) && end(line.text(), 0, quoted.substring(speaker.length())) >= 0;
    }

    /** The offset after the last of these quotations, which follow each other in the text; -1 if they do not. */
    private static int end(String text, int from, String quotations) {
        int whole = text.indexOf(quotations, from);
        if (whole >= 0) {
            return whole + quotations.length();
        }
        for (int mark = quotations.indexOf(INNER_OMISSION);
                mark >= 0;
                mark = quotations.indexOf(INNER_OMISSION, mark + 1)) {
            int first = text.indexOf(quotations.substring(0, mark), from);
            int last = first < 0 ? -1 : end(text, first + mark, quotations.substring(mark + INNER_OMISSION.length()));
            if (last >= 0) {
                return last;
            }
        }
        return -1;
    }

    /** Whether a line is part of the user's last turn; true if no user says anything. */
    static boolean quotesLastOfUser(String digest, List<Turn> turns) {
        List<SpeakerLine> users = SpeakerLine.condensed(turns).stream()
                .filter(line -> line.role() == Role.USER)
                .toList();
        if (users.isEmpty()) {
            return true;
        }
        SpeakerLine last = users.get(users.size() - 1);
        return quotes(digest).stream()
                .map(Quotations::unmarked)
                .anyMatch(line -> line.startsWith(last.speaker())
                        && end(
                                        last.text(),
                                        0,
                                        uncut(line)
                                                .substring(last.speaker().length())
                                                .strip())
                                >= 0);
    }

    private static boolean isTruncated(String digest, List<SpeakerLine> said) {
        return !digest.contains("\n")
                && digest.endsWith(OMISSION)
                && said.stream().anyMatch(line -> line.toString().startsWith(uncut(digest)));
    }

    private static List<String> quotes(String digest) {
        return digest.isEmpty()
                ? List.of()
                : Stream.of(digest.split("\n", -1))
                        .filter(line -> !HEADING.matcher(line).matches() && !line.equals(OMISSION))
                        .toList();
    }

    private static String unmarked(String line) {
        return (line.startsWith(OMISSION) ? line.substring(1) : line).replace(" [corrected later]", "");
    }

    private static String uncut(String line) {
        return line.endsWith(OMISSION) ? line.substring(0, line.length() - 1) : line;
    }

    private record Place(int line, int offset) {
        @Nullable
        Place find(String quoted, List<SpeakerLine> said) {
            for (int i = line; i < said.size(); i++) {
                String speaker = said.get(i).speaker() + " ";
                int from = i == line ? offset : 0;
                String words = quoted.startsWith(speaker) ? quoted.substring(speaker.length()) : null;
                int end = words == null ? -1 : end(said.get(i).text(), from, words);
                if (end >= 0) {
                    return new Place(i, end);
                }
            }
            return null;
        }
    }
}
