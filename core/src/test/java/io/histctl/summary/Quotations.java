package io.histctl.summary;

import io.histctl.model.Role;
import io.histctl.model.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the lines of a digest that nobody said so. */
final class Quotations {
    private static final Pattern HEADING = Pattern.compile("\\[(still open|\\d{4}-\\d{2}-\\d{2}( \\d{2}:\\d{2})?)]");

    private Quotations() {}

    /** The lines that are no heading and no part of a turn, by its speaker, behind what the line before quotes. */
    static List<String> strays(String digest, List<Turn> turns) {
        List<Line> said = new ArrayList<>(Line.whole(turns));
        List<Line> brief = Line.brief(turns);
        List<String> strays = new ArrayList<>();
        String[] lines = digest.isEmpty() ? new String[0] : digest.split("\n", -1);
        if (lines.length == 1
                && digest.endsWith("…")
                && Stream.concat(said.stream(), brief.stream())
                        .anyMatch(line -> line.whole().startsWith(uncut(digest)))) {
            return strays;
        }
        Place place = new Place(0, 0);
        Place inBrief = new Place(0, 0);
        for (String line : lines) {
            if (HEADING.matcher(line).matches()) {
                continue;
            }
            Place next = place == null ? null : place.find(line, said);
            Place nextBrief = inBrief == null ? null : inBrief.find(line, brief);
            place = next;
            inBrief = nextBrief;
            if (next == null && nextBrief == null) {
                strays.add(line);
                return strays;
            }
        }
        return strays;
    }

    /** Whether a line is part of the last thing a user said; true where no user said anything. */
    static boolean quotesLastOfUser(String digest, List<Turn> turns) {
        List<Line> users = Line.brief(turns).stream()
                .filter(line -> line.role() == Role.USER)
                .toList();
        if (users.isEmpty()) {
            return true;
        }
        Line last = users.get(users.size() - 1);
        return digest.lines().anyMatch(line -> last.whole().contains(withoutSpeaker(uncut(line), last.speaker())));
    }

    private static String withoutSpeaker(String line, String speaker) {
        return line.startsWith(speaker) ? line.substring(speaker.length()).strip() : "\0";
    }

    /** A line without the sign that it breaks off. */
    private static String uncut(String line) {
        return line.endsWith("…") ? line.substring(0, line.length() - 1) : line;
    }

    private record Place(int line, int offset) {
        @org.jspecify.annotations.Nullable
        Place find(String quoted, List<Line> said) {
            for (int i = line; i < said.size(); i++) {
                String speaker = said.get(i).speaker() + " ";
                int from = i == line ? offset : 0;
                String words = quoted.startsWith(speaker) ? quoted.substring(speaker.length()) : null;
                int at = words == null ? -1 : said.get(i).words().indexOf(words, from);
                if (words != null && at >= 0) {
                    return new Place(i, at + words.length());
                }
            }
            return null;
        }
    }
}
