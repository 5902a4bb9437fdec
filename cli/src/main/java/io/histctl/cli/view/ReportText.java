package io.histctl.cli.view;

import io.histctl.export.ExportReport;
import io.histctl.model.Tokens;
import io.histctl.resume.Decision;
import io.histctl.resume.PlannedTurn;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** An export's report as text: one line, and the turns that are not sent unchanged. */
public final class ReportText {
    private ReportText() {}

    /**
     * Prints a report line by line.
     *
     * @param verbose whether every turn gets a line
     */
    public static void print(ExportReport report, boolean verbose, Consumer<String> lines) {
        if (verbose) {
            lines.accept(Printable.line(report.conversation()) + " at "
                    + report.at().truncatedTo(ChronoUnit.SECONDS) + ", policy "
                    + report.policy().name() + ", voice "
                    + report.voice());
            report.turns().forEach(turn -> lines.accept(line(turn, report)));
            lines.accept(counts(report) + summarizer(report) + "; " + valid(report));
            lines.accept("input tokens: " + detailed(report.cost().before()) + " before, "
                    + detailed(report.cost().after()) + " after (images and files are not counted)");
        } else {
            lines.accept(Printable.line(report.conversation()) + ": " + counts(report) + summarizer(report)
                    + "; voice " + report.voice() + "; " + valid(report) + "; "
                    + tokens(report.cost().after())
                    + " input tokens" + insteadOf(report.cost().before()));
            changes(report).forEach((change, turns) -> lines.accept("  " + change + ": " + turns.text()));
        }
    }

    // a format string would be parsed again for each of 100,000 lines
    private static String line(PlannedTurn turn, ExportReport report) {
        String position = String.valueOf(turn.position());
        return spaces(4, position) + position + "  " + padded(9, turn.role()) + "  " + padded(13, turn.decision())
                + "  " + ReasonText.of(turn, report);
    }

    private static String padded(int width, Object word) {
        return word + spaces(width, word.toString());
    }

    private static String spaces(int width, String word) {
        return " ".repeat(Math.max(0, width - word.length()));
    }

    private static Map<String, Positions> changes(ExportReport report) {
        Map<String, Positions> changes = new LinkedHashMap<>();
        for (PlannedTurn turn : report.turns()) {
            if (turn.decision() != Decision.VERBATIM && turn.decision() != Decision.BY_AUDIO_ID) {
                changes.computeIfAbsent(change(turn, report), name -> new Positions())
                        .add(turn.position());
            }
        }
        return changes;
    }

    /** Why a turn is omitted differs; why one is summarized follows from the expired turns. */
    private static String change(PlannedTurn turn, ExportReport report) {
        return turn.decision() == Decision.OMITTED
                ? turn.decision() + ", " + ReasonText.of(turn, report)
                : turn.decision().toString();
    }

    private static String counts(ExportReport report) {
        String counts = Arrays.stream(Decision.values())
                .filter(decision -> report.counts().containsKey(decision))
                .map(decision -> report.counts().get(decision) + " " + decision)
                .collect(Collectors.joining(", "));
        return counts.isEmpty() ? "no turns" : counts;
    }

    /** The digest is the default and not mentioned. */
    private static String summarizer(ExportReport report) {
        ExportReport.Summary summary = report.summary();
        return summary == null || summary.by().equals("digest")
                ? ""
                : ", the summary by " + Printable.line(summary.by());
    }

    private static String valid(ExportReport report) {
        return report.validUntil() == null
                ? "uses no audio id, valid at any time"
                : "valid until " + report.validUntil().truncatedTo(ChronoUnit.SECONDS);
    }

    private static String tokens(Tokens tokens) {
        return (tokens.exact() ? "" : "about ") + tokens.total();
    }

    private static String insteadOf(Tokens before) {
        return before.total() == 0 ? "" : " instead of " + tokens(before);
    }

    private static String detailed(Tokens tokens) {
        return tokens(tokens) + " (" + tokens.text() + " text, " + tokens.audio() + " audio)";
    }
}
