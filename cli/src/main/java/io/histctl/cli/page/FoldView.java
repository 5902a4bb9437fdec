package io.histctl.cli.page;

import io.histctl.cli.view.Positions;
import io.histctl.export.ExportReport;
import io.histctl.model.Turn;
import io.histctl.resume.Decision;
import io.histctl.resume.PlannedTurn;
import org.jspecify.annotations.Nullable;

/** The summary that would be sent in place of the folded turns. */
record FoldView(String turns, String message, String by, long tokens) {
    /** The summary, if this is the first turn that it stands for; otherwise null. */
    static @Nullable FoldView before(Turn turn, Plan plan) {
        ExportReport report = plan.report();
        if (report == null || report.summary() == null || turn.position() != plan.firstFolded()) {
            return null;
        }
        Positions folded = new Positions();
        for (PlannedTurn planned : report.turns()) {
            if (planned.decision() == Decision.SUMMARIZED) {
                folded.add(planned.position());
            }
        }
        ExportReport.Summary summary = report.summary();
        return new FoldView(folded.text(), summary.message(), summary.by(), summary.tokens());
    }
}
