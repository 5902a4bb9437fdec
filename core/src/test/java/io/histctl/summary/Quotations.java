package io.histctl.summary;

import io.histctl.model.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

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

    private record Place(int line, int offset) {
        @org.jspecify.annotations.Nullable
        Place find(String quoted, List<Line> said) {
            for (int i = line; i < said.size(); i++) {
                String speaker = said.get(i).speaker() + " ";
                int from = i == line ? offset : 0;
                int at = quoted.startsWith(speaker)
                        ? said.get(i).words().indexOf(quoted.substring(speaker.length()), from)
                        : -1;
                if (at >= 0) {
                    return new Place(i, at + quoted.length() - speaker.length());
                }
            }
            return null;
        }
    }
}
