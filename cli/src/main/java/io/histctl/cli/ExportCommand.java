package io.histctl.cli;

import com.fasterxml.jackson.databind.node.TextNode;
import io.histctl.Conversation;
import io.histctl.HistoryStore;
import io.histctl.cli.view.Printable;
import io.histctl.cli.view.ReportJson;
import io.histctl.cli.view.ReportText;
import io.histctl.error.HistoryException;
import io.histctl.error.NotFoundException;
import io.histctl.export.Export;
import io.histctl.export.ExportOptions;
import io.histctl.export.ExportReport;
import io.histctl.model.Progress;
import io.histctl.record.imports.ImportReport;
import io.histctl.wire.chat.Pretty;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** {@code histctl export}: prints a request that is valid now. */
final class ExportCommand implements Callable<Integer> {
    private final HistctlCommand root;
    private final CommandBuilder arguments;
    private final ArgumentValue<String> conversation;
    private final ArgumentValue<Boolean> all;
    private final ArgumentValue<String> from;
    private final ExportArguments choices;
    private final ArgumentValue<Boolean> pretty;
    private final ArgumentValue<String> output;
    private final ArgumentValue<String> report;

    ExportCommand(HistctlCommand root, CommandBuilder arguments) {
        this.root = root;
        this.arguments = arguments;
        conversation = arguments.optionalParameter("CONVERSATION", "the conversation");
        all = arguments.flag("all of them, a line of JSON each: conversation, payload and report", "--all");
        from = arguments.text("FILE", "from an import file, without a database", "--from");
        choices = new ExportArguments(arguments);
        pretty = arguments.flag("print it with line breaks", "--pretty");
        output = arguments.option("FILE", text -> text, "-", "write it there", "-o", "--output");
        report = arguments.text("FILE", "write the report there as JSON", "--report");
    }

    @Override
    public Integer call() throws IOException {
        checkUsage();
        String file = from.orNull();
        ensureUnused(file);
        int code = 0;
        try (HistoryStore store = file == null
                ? root.open()
                : HistoryStore.inMemory(root.context().clock())) {
            if (file != null) {
                code = load(store, file);
            }
            return Math.max(code, all.value() ? exportAll(store) : exportOne(store));
        }
    }

    private void checkUsage() {
        if (all.value() == conversation.isGiven() && (all.value() || !from.isGiven())) {
            throw arguments.wrong("name a CONVERSATION, or all with --all, not both");
        }
        if (all.value() && (report.isGiven() || pretty.value())) {
            throw arguments.wrong(
                    "--all prints a line a conversation, with its report; leave --report and --pretty out");
        }
        if (output.value().equals(report.orNull())) {
            throw arguments.wrong(
                    "payload and report can't go to one place; name a file for one of them with -o or --report");
        }
        if (choices.appendsStandardInput() && "-".equals(from.orNull())) {
            throw arguments.wrong("only one of --append and --from can be stdin");
        }
        choices.check();
    }

    /** Who mistypes -o would lose a database. */
    private void ensureUnused(@Nullable String file) throws IOException {
        List<Path> used = new ArrayList<>(root.files());
        used.addAll(choices.appended());
        if (file != null && !file.equals("-")) {
            used.add(Converters.path(file));
        }
        FileArgument.ensureUnused(output.value(), used);
        String told = report.orNull();
        if (told != null) {
            FileArgument.ensureUnused(told, used);
        }
    }

    private int load(HistoryStore store, String file) throws IOException {
        try (InputStream in = FileArgument.open(file, root.context())) {
            ImportReport imported = store.importLines(in, Progress.NONE);
            ImportCommand.problems(imported, root.context());
            return imported.problems().isEmpty() ? 0 : 1;
        }
    }

    private int exportOne(HistoryStore store) throws IOException {
        Conversation chat = store.conversation(chosen(store));
        ExportOptions options = choices.options(root.context());
        ExportReport[] told = new ExportReport[1];
        FileArgument.write(output.value(), root.context(), out -> {
            told[0] = write(chat, options, out);
            out.write('\n');
        });
        ReportText.print(told[0], root.context().err());
        root.context().warn(told[0].warnings());
        String file = report.orNull();
        if (file != null) {
            byte[] json = (Printable.json(ReportJson.of(told[0])) + "\n").getBytes(StandardCharsets.UTF_8);
            FileArgument.write(file, root.context(), out -> out.write(json));
        }
        return 0;
    }

    /** Only what is printed with line breaks is held. */
    private ExportReport write(Conversation chat, ExportOptions options, OutputStream out) throws IOException {
        if (!pretty.value()) {
            return chat.exportTo(out, options);
        }
        Export export = chat.export(options);
        out.write(Pretty.print(export.payload()));
        return export.report();
    }

    private int exportAll(HistoryStore store) throws IOException {
        ExportOptions options = choices.options(root.context());
        int[] failed = {0};
        FileArgument.write(output.value(), root.context(), out -> {
            for (String id : store.conversationIds()) {
                Line line = new Line(out, id);
                try {
                    line.end(store.conversation(id).exportTo(line, options));
                } catch (HistoryException e) {
                    line.breakOff();
                    failed[0] = 1;
                    root.context()
                            .err()
                            .println("histctl: " + Printable.line(id) + " was not exported: "
                                    + Printable.line(String.valueOf(e.getMessage())));
                }
            }
        });
        return failed[0];
    }

    private String chosen(HistoryStore store) {
        String file = from.orNull();
        return file == null ? conversation.value() : inFile(store.conversationIds(), FileArgument.name(file));
    }

    private String inFile(List<String> ids, String name) {
        String wanted = conversation.orNull();
        if (ids.isEmpty()) {
            throw new NotFoundException(name + " holds no exchange that can be recorded; name an import file");
        }
        if (wanted == null && ids.size() > 1) {
            throw arguments.wrong(
                    name + " holds " + ids.size() + " conversations; name one of them, or all with --all");
        }
        if (wanted != null && !ids.contains(wanted)) {
            throw new NotFoundException(
                    "there is no conversation of this id in " + name + "; histctl export --all --from shows them");
        }
        return wanted == null ? ids.get(0) : wanted;
    }

    /** A conversation's line, begun with the first byte of its payload: one that can't be exported prints none. */
    private static final class Line extends FilterOutputStream {
        private final String name;
        private boolean begun;

        Line(OutputStream out, String conversation) {
            super(out);
            name = Printable.json(TextNode.valueOf(conversation));
        }

        @Override
        public void write(int b) throws IOException {
            begin();
            out.write(b);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            begin();
            out.write(bytes, from, length);
        }

        void end(ExportReport report) throws IOException {
            print(",\"report\":" + Printable.json(ReportJson.of(report)) + "}\n");
        }

        /** A payload is checked before it is written, so only a disk that fails leaves a part of a line. */
        void breakOff() throws IOException {
            print(begun ? "\n" : "");
        }

        private void begin() throws IOException {
            if (!begun) {
                begun = true;
                print("{\"conversation\":" + name + ",\"payload\":");
            }
        }

        private void print(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
