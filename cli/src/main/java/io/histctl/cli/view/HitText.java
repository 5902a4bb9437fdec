package io.histctl.cli.view;

import io.histctl.search.SearchHit;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;

/** A found turn as two lines: where it is, and what it says with the match marked. */
public final class HitText {
    private static final String BOLD = "\u001b[1m";
    private static final String PLAIN = "\u001b[0m";

    private HitText() {}

    /**
     * The lines of a hit.
     *
     * @param colour whether to mark matches in bold; otherwise by « and »
     */
    public static String of(SearchHit hit, boolean colour) {
        String excerpt = hit.excerpt().stream()
                .map(segment -> segment.match() ? marked(segment, colour) : Printable.line(segment.text()))
                .collect(Collectors.joining());
        return Printable.line(hit.conversation()) + " " + hit.position() + "  " + hit.role() + "  "
                + hit.at().truncatedTo(ChronoUnit.SECONDS) + (hit.replaced() ? "  replaced" : "") + "\n      "
                + excerpt;
    }

    private static String marked(SearchHit.Segment segment, boolean colour) {
        String text = Printable.line(segment.text());
        return colour ? BOLD + text + PLAIN : "«" + text + "»";
    }
}
