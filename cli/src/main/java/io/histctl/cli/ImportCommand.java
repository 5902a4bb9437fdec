package io.histctl.cli;

import io.histctl.HistoryStore;
import io.histctl.ImportReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code histctl import}: stores many exchanges. */
@Command(
        name = "import",
        description = "Stores exchanges from JSON Lines, one a line: {\"conversation\",\"at\"?,\"request\"?,"
                + "\"response\"?,\"stream\"?}. Importing a file again adds nothing.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ImportCommand implements Callable<Integer> {
    private final HistctlCommand root;

    @Parameters(paramLabel = "FILE", description = "JSON Lines; - for stdin")
    private String file = "";

    ImportCommand(HistctlCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() throws IOException {
        Surroundings surroundings = root.surroundings();
        try (InputStream in = FileArgument.open(file, surroundings);
                HistoryStore store = root.open()) {
            long size = file.equals("-") ? 0 : Files.size(Path.of(file));
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
    }
}
