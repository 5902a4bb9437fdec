package io.histctl.cli.page;

import io.histctl.cli.view.Printable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Quotes text in Markdown so that nothing in it is markup. */
final class Markdown {
    private static final Pattern TICKS = Pattern.compile("`+");

    private Markdown() {}

    /** A block that shows the text as it is; its fence is longer than any run of backticks in the text. */
    static String block(String text) {
        String shown = Printable.lines(text);
        String fence = "`".repeat(Math.max(3, longestRun(shown) + 1));
        return fence + "text\n" + shown + "\n" + fence;
    }

    /** Code within a line. A text on several lines becomes one. */
    static String code(String text) {
        String shown = Printable.line(text.strip());
        if (shown.isEmpty()) {
            return "(empty)";
        }
        String fence = "`".repeat(longestRun(shown) + 1);
        boolean padded = shown.startsWith("`") || shown.endsWith("`");
        return fence + (padded ? " " + shown + " " : shown) + fence;
    }

    private static int longestRun(String text) {
        int longest = 0;
        Matcher runs = TICKS.matcher(text);
        while (runs.find()) {
            longest = Math.max(longest, runs.end() - runs.start());
        }
        return longest;
    }
}
