package io.histctl.cli.page;

import io.histctl.cli.view.Positions;
import io.histctl.export.ExportReport;
import java.util.List;

/** The summary that would be sent in place of the folded turns. */
record FoldView(String turns, String message, String by, long tokens) {
    static FoldView of(ExportReport.Summary summary, List<Long> folded) {
        Positions positions = new Positions();
        folded.forEach(positions::add);
        return new FoldView(positions.text(), summary.message(), summary.by(), summary.tokens());
    }
}
