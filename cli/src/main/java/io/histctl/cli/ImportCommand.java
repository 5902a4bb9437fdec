package io.histctl.cli;

import io.histctl.HistoryStore;
import io.histctl.cli.view.Count;
import io.histctl.cli.view.Printable;
import io.histctl.cli.view.ProgressBar;
import io.histctl.record.imports.ImportReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** {@code histctl import}: stores many exchanges. */
final class ImportCommand implements Callable<Integer> {
    private final HistctlCommand root;
    private final ArgumentValue<String> file;

    ImportCommand(HistctlCommand root, CommandBuilder arguments) {
        this.root = root;
        arguments.description(
                "Each line is one exchange: a JSON object with conversation and request, response",
                "or stream; at, choice and transcripts are optional, too.",
                "Importing a file again changes nothing. A line that can't be stored is reported;",
                "the others are stored.");
        file = arguments.parameter("FILE", text -> text, "the lines; - for stdin");
        arguments.examples("histctl import calls.jsonl");
    }

    @Override
    public Integer call() throws IOException {
        CliContext context = root.context();
        String lines = file.value();
        try (InputStream in = FileArgument.open(lines, context);
                HistoryStore store = root.openOrCreate()) {
            long size = lines.equals("-") ? 0 : Files.size(Path.of(lines));
            ProgressBar bar = context.progressBar("importing");
            ImportReport report = store.importLines(in, (done, total) -> bar.update(done, size));
            bar.end();
            problems(report, context);
            report.notes().forEach(note -> root.inform("note: " + text(note)));
            root.confirm("recorded " + Count.of(report.exchanges(), "exchange") + ": "
                    + Count.of(report.turns(), "new turn") + ", "
                    + Count.of(report.duplicates(), "exchange") + " already stored");
            return report.problems().isEmpty() ? 0 : 1;
        }
    }

    private static String text(ImportReport.Note note) {
        return "line " + note.line()
                + (note.lines() == 1 ? "" : " and " + Count.of(note.lines() - 1, "more line"))
                + ": " + Printable.line(note.text());
    }

    /** Names each line that was not recorded. */
    static void problems(ImportReport report, CliContext context) {
        for (ImportReport.Problem problem : report.problems()) {
            context.err()
                    .println("histctl: line " + problem.line() + " was not recorded: "
                            + Printable.line(problem.reason()));
        }
        if (report.omittedProblems() > 0) {
            context.err()
                    .println("histctl: " + Count.of(report.omittedProblems(), "more line") + " could not be recorded");
        }
    }
}
