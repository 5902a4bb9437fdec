package io.histctl.cli.view;

import io.histctl.export.ExportReport;
import io.histctl.model.Tokens;
import io.histctl.resume.Decision;
import io.histctl.resume.PlannedTurn;
import java.io.PrintStream;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.stream.Collectors;

/** An export's report in words. */
public final class ReportText {
    private ReportText() {}

    public static void print(ExportReport report, PrintStream err) {
        err.println(Printable.line(report.conversation()) + " at " + report.at().truncatedTo(ChronoUnit.SECONDS)
                + ", policy " + report.policy().name() + ", voice " + report.voice());
        for (PlannedTurn turn : report.turns()) {
            String position = String.valueOf(turn.position());
            err.println(spaces(4, position) + position + "  " + filled(9, turn.role()) + "  "
                    + filled(13, turn.decision()) + "  " + ReasonText.of(turn, report));
        }
        err.println(counts(report) + maker(report) + "; " + valid(report));
        err.println("input tokens: " + tokens(report.before()) + " before, " + tokens(report.after())
                + " after (images and files are not counted)");
    }

    private static String filled(int width, Object word) { // a format is parsed anew for each of 100,000 lines
        return word + spaces(width, word.toString());
    }

    private static String spaces(int width, String word) {
        return " ".repeat(Math.max(0, width - word.length()));
    }

    private static String counts(ExportReport report) {
        return Arrays.stream(Decision.values())
                .filter(decision -> report.counts().containsKey(decision))
                .map(decision -> report.counts().get(decision) + " " + decision)
                .collect(Collectors.joining(", "));
    }

    /** Of a digest, which is what one expects, nothing is said. */
    private static String maker(ExportReport report) {
        String by = report.summaryBy();
        return by == null || by.equals("digest") ? "" : ", the summary by " + Printable.line(by);
    }

    private static String valid(ExportReport report) {
        return report.validUntil() == null
                ? "uses no audio id, valid at any time"
                : "valid until " + report.validUntil().truncatedTo(ChronoUnit.SECONDS);
    }

    private static String tokens(Tokens tokens) {
        return (tokens.exact() ? "" : "about ") + tokens.total() + " (" + tokens.text() + " text, " + tokens.audio()
                + " audio)";
    }
}
