package io.histctl.cli;

import io.histctl.Conversation;
import io.histctl.HistoryStore;
import io.histctl.cli.view.PrettyJson;
import io.histctl.cli.view.Printable;
import io.histctl.cli.view.RemedyText;
import io.histctl.cli.view.ReportJson;
import io.histctl.cli.view.ReportText;
import io.histctl.cli.view.Suggestion;
import io.histctl.error.HistoryException;
import io.histctl.error.NotFoundException;
import io.histctl.export.Export;
import io.histctl.export.ExportOptions;
import io.histctl.export.ExportReport;
import io.histctl.export.RealtimeSession;
import io.histctl.model.Progress;
import io.histctl.record.imports.ImportReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** {@code histctl export}: prints a request that the API accepts. */
final class ExportCommand implements Callable<Integer> {
    private final HistctlCommand root;
    private final CommandBuilder arguments;
    private final ArgumentValue<String> conversation;
    private final ArgumentValue<Boolean> all;
    private final ArgumentValue<String> from;
    private final ArgumentValue<Api> api;
    private final ExportArguments contents;
    private final ArgumentValue<Boolean> pretty;
    private final ArgumentValue<String> output;
    private final ArgumentValue<String> report;
    private final ArgumentValue<Boolean> verbose;

    ExportCommand(HistctlCommand root, CommandBuilder arguments) {
        this.root = root;
        this.arguments = arguments;
        arguments.description(
                "Audio ids that are still valid are replayed; what expired is replaced by a summary, which keeps the voice.",
                "The request goes to stdout, a report to stderr. Nothing is stored and nothing is sent anywhere.");
        conversation = arguments.optionalParameter("CONVERSATION", "the conversation's id");
        arguments.group("What to export:");
        all = arguments.flag("every conversation, one JSON line each: conversation, payload, report", "--all");
        from = arguments.text("FILE", "read this import file instead of the database", "--from");
        api = arguments.option(
                "chat|realtime|fine-tuning",
                Converters.oneOf(
                        List.of(Api.values()),
                        api -> api.name().toLowerCase(Locale.ROOT).replace('_', '-')),
                "chat",
                "for Chat Completions, the events that begin a Realtime session, one per line, or a"
                        + " training example",
                "--for");
        contents = new ExportArguments(arguments);
        pretty = arguments.flag("print the request with line breaks", "--pretty");
        output = arguments.option("FILE", text -> text, "-", "write the request to this file", "-o", "--output");
        report = arguments.text("FILE", "write the report as JSON to this file", "--report");
        verbose = arguments.flag("report a line for each turn", "-v", "--verbose");
        arguments.examples(
                "histctl export kitchen --append question.json -o request.json",
                "curl … -d @request.json > reply.json",
                "histctl record kitchen --request request.json --response reply.json");
    }

    /** The API that the export is for. */
    private enum Api {
        CHAT,
        REALTIME,
        FINE_TUNING
    }

    @Override
    public Integer call() throws IOException {
        checkUsage();
        String file = from.orNull();
        ensureUnused(file);
        int code = 0;
        try (HistoryStore store = file != null || beginsStore()
                ? HistoryStore.inMemory(root.context().clock())
                : root.open()) {
            if (file != null) {
                code = load(store, file);
            }
            return Math.max(code, api.value() == Api.FINE_TUNING ? exportExamples(store) : exportChats(store));
        }
    }

    private int exportChats(HistoryStore store) throws IOException {
        return all.value() ? exportAll(store) : exportOne(store);
    }

    private int exportExamples(HistoryStore store) throws IOException {
        List<String> ids = all.value() ? store.conversationIds() : List.of(chosen(store));
        return FileArgument.write(
                output.value(), root.context(), out -> new FineTuningExport(root).write(store, ids, out));
    }

    /** Whether messages are appended although there is no database yet; an export does not create it. */
    private boolean beginsStore() {
        return !all.value() && contents.appends() && !root.location().exists();
    }

    private void checkUsage() {
        if (all.value() == conversation.isGiven() && (all.value() || !from.isGiven())) {
            throw arguments.usageError("name a CONVERSATION, or all with --all, not both");
        }
        if (api.value() == Api.REALTIME && (all.value() || report.isGiven() || pretty.value() || contents.appends())) {
            throw arguments.usageError(
                    "--for realtime prints events; leave --all, --append, --report and --pretty out");
        }
        if (api.value() == Api.FINE_TUNING && (report.isGiven() || pretty.value() || contents.appends())) {
            throw arguments.usageError("--for fine-tuning prints examples; leave --append, --report and --pretty out");
        }
        if (all.value() && (report.isGiven() || pretty.value())) {
            throw arguments.usageError(
                    "--all prints one line per conversation, with its report; leave --report and --pretty out");
        }
        if (output.value().equals(report.orNull())) {
            throw arguments.usageError(
                    "payload and report can't go to one place; name a file for one of them with -o or --report");
        }
        if (contents.appendsStandardInput() && "-".equals(from.orNull())) {
            throw arguments.usageError("only one of --append and --from can be stdin");
        }
        contents.check();
    }

    /** A mistyped -o must not overwrite a database. */
    private void ensureUnused(@Nullable String file) throws IOException {
        List<Path> used = new ArrayList<>(root.location().files());
        used.addAll(contents.appended());
        if (file != null && !file.equals("-")) {
            used.add(Converters.path(file));
        }
        FileArgument.ensureUnused(output.value(), used);
        String reportFile = report.orNull();
        if (reportFile != null) {
            FileArgument.ensureUnused(reportFile, used);
        }
    }

    private int load(HistoryStore store, String file) throws IOException {
        try (InputStream in = FileArgument.open(file, root.context())) {
            ImportReport imported = store.importLines(in, Progress.NONE);
            ImportCommand.problems(imported, "line", root.context());
            return imported.problems().isEmpty() ? 0 : 1;
        }
    }

    private int exportOne(HistoryStore store) throws IOException {
        Conversation chat = store.conversation(chosen(store));
        if (api.value() == Api.REALTIME) {
            return exportSession(chat.realtime(contents.realtimeOptions(root.context())));
        }
        ExportOptions options = contents.options(root.context());
        ExportReport result = FileArgument.write(output.value(), root.context(), out -> {
            ExportReport written = write(chat, options, out);
            out.write('\n');
            return written;
        });
        ReportText.print(result, verbose.value(), root::inform);
        root.warn(result.warnings().stream()
                .map(warning -> warning.message() + RemedyText.of(warning.remedy()))
                .toList());
        String file = report.orNull();
        if (file != null) {
            byte[] json = (Printable.json(ReportJson.of(result)) + "\n").getBytes(StandardCharsets.UTF_8);
            FileArgument.write(file, root.context(), out -> {
                out.write(json);
                return json.length;
            });
        }
        return 0;
    }

    private int exportSession(RealtimeSession session) throws IOException {
        FileArgument.write(output.value(), root.context(), out -> {
            for (String event : session.events()) {
                out.write((event + "\n").getBytes(StandardCharsets.UTF_8));
            }
            return session;
        });
        root.warn(session.notes());
        return 0;
    }

    /** Holds the payload in memory only to print it with line breaks. */
    private ExportReport write(Conversation chat, ExportOptions options, OutputStream out) throws IOException {
        if (!pretty.value()) {
            return chat.exportTo(out, options);
        }
        Export export = chat.export(options);
        out.write(PrettyJson.print(export.payload()));
        return export.report();
    }

    private int exportAll(HistoryStore store) throws IOException {
        ExportOptions options = contents.options(root.context());
        return FileArgument.write(output.value(), root.context(), out -> {
            int failed = 0;
            for (String id : store.conversationIds()) {
                failed += exportLine(store.conversation(id), options, out) ? 0 : 1;
            }
            return failed == 0 ? 0 : 1;
        });
    }

    /** Prints the line of a conversation, or says why it can't be exported. */
    private boolean exportLine(Conversation chat, ExportOptions options, OutputStream out) throws IOException {
        ExportLine line = new ExportLine(out, chat.id());
        try {
            line.end(chat.exportTo(line, options));
            return true;
        } catch (HistoryException e) {
            line.breakOff();
            root.context()
                    .err()
                    .println("histctl: " + Printable.line(chat.id()) + " was not exported: "
                            + Printable.line(e.getMessage() + RemedyText.of(e.remedy())));
            return false;
        }
    }

    /** The conversation to export, which need not be named if a file contains only one. */
    private String chosen(HistoryStore store) {
        String file = from.orNull();
        if (file != null) {
            return inFile(store.conversationIds(), FileArgument.name(file));
        }
        String given = conversation.value();
        if (!contents.appends() || given.equals("-")) {
            return ConversationName.find(store, given);
        }
        noteNew(given, store.conversationIds()); // the beginning of another id may be meant as a new one
        return given;
    }

    /** A mistyped id must not go unnoticed. */
    private void noteNew(String id, List<String> ids) {
        if (!ids.contains(id)) {
            root.inform("note: there is no conversation '" + Printable.line(id) + "' yet, so the request begins one"
                    + Suggestion.text(id, ids));
        }
    }

    private String inFile(List<String> ids, String name) {
        String wanted = conversation.orNull();
        if (ids.isEmpty()) {
            throw new NotFoundException(name + " contains no exchange that can be recorded; name an import file");
        }
        if (wanted == null && ids.size() > 1) {
            throw arguments.usageError(
                    name + " contains " + ids.size() + " conversations; name one of them, or all with --all");
        }
        if (wanted != null && !ids.contains(wanted)) {
            throw new NotFoundException("there is no conversation '" + wanted + "' in " + name
                    + Suggestion.text(wanted, ids) + " (see histctl export --all --from)");
        }
        return wanted == null ? ids.get(0) : wanted;
    }
}
