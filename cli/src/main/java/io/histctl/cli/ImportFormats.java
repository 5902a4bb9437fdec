package io.histctl.cli;

import io.histctl.cli.view.Printable;
import io.histctl.record.imports.HistoryFile;
import io.histctl.record.imports.HistoryReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.ParameterException;

/** Finds the reader for a file, by the name of its format or by its contents. Without one, a file is JSON Lines. */
final class ImportFormats {
    static final String JSONL = "jsonl";

    /** A line of histctl has the conversation's id and a body. */
    private static final Pattern OWN_LINE = Pattern.compile(
            "\\s*\\{(?=.{0,4000}\"conversation\"\\s*:)(?=.{0,4000}\"(request|response|stream|payload|at)\"\\s*:).*");

    private final CommandBuilder arguments;

    ImportFormats(CommandBuilder arguments) {
        this.arguments = arguments;
    }

    /** The reader of this format; empty for JSON Lines. */
    Optional<HistoryReader> named(String format) {
        if (format.equals(JSONL)) {
            return Optional.empty();
        }
        List<String> names = new ArrayList<>(List.of(JSONL));
        for (HistoryReader reader : HistoryReader.installed()) {
            if (reader.format().equals(format)) {
                return Optional.of(reader);
            }
            names.add(reader.format());
        }
        throw usageError("--format '" + Printable.line(format) + "' is not one of " + names);
    }

    /** The reader that recognizes a file; empty if none does, so that it is JSON Lines. */
    Optional<HistoryReader> recognize(HistoryFile file) throws IOException {
        String start = new String(file.start(), StandardCharsets.UTF_8);
        if (OWN_LINE.matcher(start.lines().findFirst().orElse("")).matches()) {
            return Optional.empty();
        }
        List<HistoryReader> found = new ArrayList<>();
        for (HistoryReader reader : HistoryReader.installed()) {
            if (reader.recognizes(file)) {
                found.add(reader);
            }
        }
        if (found.size() > 1) {
            throw usageError("the file may have one of the formats "
                    + found.stream().map(HistoryReader::format).toList() + "; name it with --format");
        }
        return found.stream().findFirst();
    }

    private ParameterException usageError(String message) {
        return arguments.usageError(message);
    }
}
