package io.histctl.summary.digest;

import io.histctl.summary.transcript.SpeakerLine;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Divides a conversation at a change of day (UTC) or a pause of two hours. The first section has no heading because the
 * summary message already states when the conversation began. Times may run backwards.
 *
 * @param ofLine the section of each line
 * @param headings the heading of each section
 */
record Sections(List<Integer> ofLine, List<String> headings) {
    private static final Duration PAUSE = Duration.ofHours(2);
    private static final DateTimeFormatter DAY = format("'['uuuu-MM-dd']'");
    private static final DateTimeFormatter TIME = format("'['uuuu-MM-dd HH:mm']'");

    static Sections of(List<SpeakerLine> lines) {
        List<Integer> ofLine = new ArrayList<>();
        List<String> headings = new ArrayList<>(List.of(""));
        for (int i = 0; i < lines.size(); i++) {
            String heading =
                    i == 0 ? "" : heading(lines.get(i - 1).at(), lines.get(i).at());
            if (!heading.isEmpty()) {
                headings.add(heading);
            }
            ofLine.add(headings.size() - 1);
        }
        return new Sections(ofLine, headings);
    }

    private static String heading(Instant before, Instant at) {
        if (day(before) != day(at)) {
            return DAY.format(at);
        }
        return Duration.between(before, at).abs().compareTo(PAUSE) >= 0 ? TIME.format(at) : "";
    }

    private static long day(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), Duration.ofDays(1).toSeconds());
    }

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }
}
