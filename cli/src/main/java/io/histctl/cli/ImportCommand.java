package io.histctl.cli;

import io.histctl.HistoryStore;
import io.histctl.cli.view.Count;
import io.histctl.cli.view.Printable;
import io.histctl.cli.view.ProgressBar;
import io.histctl.record.imports.HistoryFile;
import io.histctl.record.imports.HistoryReader;
import io.histctl.record.imports.ImportReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code histctl import}: stores many exchanges. */
final class ImportCommand implements Callable<Integer> {
    private final HistctlCommand root;
    private final ArgumentValue<String> file;
    private final ArgumentValue<String> format;
    private final ImportFormats formats;

    ImportCommand(HistctlCommand root, CommandBuilder arguments) {
        this.root = root;
        formats = new ImportFormats(arguments);
        arguments.description(
                "Reads JSON Lines, or a file of another tool, such as ChatGPT's conversations.json.",
                "Each JSON line is one exchange: an object with conversation and request, response",
                "or stream; at, choice and transcripts are optional, too.",
                "Importing a file again changes nothing. What can't be stored is reported;",
                "the rest is stored.");
        file = arguments.parameter("FILE", text -> text, "the file; - for JSON Lines on stdin");
        format = arguments.text("FORMAT", "its format, such as jsonl or chatgpt (default: recognized)", "--format");
        arguments.examples("histctl import calls.jsonl");
    }

    @Override
    public Integer call() throws IOException {
        String named = format.orNull();
        Optional<HistoryReader> reader = named == null ? Optional.empty() : formats.named(named);
        boolean standardInput = file.value().equals("-");
        if (standardInput && reader.isPresent()) {
            Path copy = Files.createTempFile("histctl", ".import");
            try {
                Files.copy(root.context().in(), copy, StandardCopyOption.REPLACE_EXISTING);
                return read(HistoryFile.of(copy), reader.get());
            } finally {
                Files.delete(copy);
            }
        }
        if (!standardInput && named == null) {
            reader = formats.recognize(FileArgument.history(file.value()));
            reader.ifPresent(found -> root.inform("reading " + file.value() + " as " + found.format()));
        }
        return reader.isPresent() ? read(FileArgument.history(file.value()), reader.get()) : readLines();
    }

    private int read(HistoryFile from, HistoryReader reader) throws IOException {
        long size = Files.size(from.path());
        ProgressBar bar = root.context().progressBar("importing");
        try (HistoryStore store = root.openOrCreate()) {
            ImportReport report = store.importFile(from, reader, (done, total) -> bar.update(done, size));
            bar.end();
            return print(report, reader.unit());
        }
    }

    private int readLines() throws IOException {
        CliContext context = root.context();
        String lines = file.value();
        try (InputStream in = FileArgument.open(lines, context);
                HistoryStore store = root.openOrCreate()) {
            long size = lines.equals("-") ? 0 : Files.size(Path.of(lines));
            ProgressBar bar = context.progressBar("importing");
            ImportReport report = store.importLines(in, (done, total) -> bar.update(done, size));
            bar.end();
            return print(report, "line");
        }
    }

    private int print(ImportReport report, String unit) {
        problems(report, unit, root.context());
        report.notes().forEach(note -> root.inform("note: " + text(note, unit)));
        root.confirm("recorded " + Count.of(report.exchanges(), "exchange") + ": "
                + Count.of(report.turns(), "new turn") + ", "
                + Count.of(report.duplicates(), "exchange") + " already stored");
        return report.problems().isEmpty() ? 0 : 1;
    }

    private static String text(ImportReport.Note note, String unit) {
        return unit + " " + note.line()
                + (note.lines() == 1 ? "" : " and " + Count.of(note.lines() - 1, "more " + unit))
                + ": " + Printable.line(note.text());
    }

    /** Names each line, or other unit of the file, that was not recorded. */
    static void problems(ImportReport report, String unit, CliContext context) {
        for (ImportReport.Problem problem : report.problems()) {
            context.err()
                    .println("histctl: " + unit + " " + problem.line() + " was not recorded: "
                            + Printable.line(problem.reason()));
        }
        if (report.omittedProblems() > 0) {
            context.err()
                    .println("histctl: " + Count.of(report.omittedProblems(), "more " + unit)
                            + " could not be recorded");
        }
    }
}
