package io.histctl.cli;

import io.histctl.HistoryStore;
import io.histctl.record.imports.ImportReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** {@code histctl import}: stores many exchanges. */
final class ImportCommand implements Callable<Integer> {
    private final HistctlCommand root;
    private final Argument<String> file;

    ImportCommand(HistctlCommand root, Arguments arguments) {
        this.root = root;
        file = arguments.parameter("FILE", text -> text, "JSON Lines; - for stdin");
    }

    @Override
    public Integer call() throws IOException {
        Surroundings surroundings = root.surroundings();
        String lines = file.value();
        try (InputStream in = FileArgument.open(lines, surroundings);
                HistoryStore store = root.open()) {
            long size = lines.equals("-") ? 0 : Files.size(Path.of(lines));
            ProgressBar bar = new ProgressBar(surroundings, "importing");
            ImportReport report = store.importLines(in, (done, total) -> bar.update(done, size));
            bar.end();
            problems(report, surroundings);
            surroundings
                    .out()
                    .println("recorded " + Count.of(report.exchanges(), "exchange") + ": "
                            + Count.of(report.turns(), "turn") + (report.turns() == 1 ? " is" : " are") + " new, "
                            + Count.of(report.known(), "exchange") + (report.known() == 1 ? " was" : " were")
                            + " known");
            return report.problems().isEmpty() ? 0 : 1;
        }
    }

    static void problems(ImportReport report, Surroundings surroundings) {
        for (ImportReport.Problem problem : report.problems()) {
            surroundings
                    .err()
                    .println("histctl: line " + problem.line() + " was not recorded: "
                            + Printable.line(problem.reason()));
        }
        if (report.untold() > 0) {
            surroundings.err().println("histctl: " + Count.of(report.untold(), "more line") + " could not be recorded");
        }
    }
}
