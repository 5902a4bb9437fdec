package io.histctl.cli;

import com.fasterxml.jackson.databind.node.TextNode;
import io.histctl.Export;
import io.histctl.ExportOptions;
import io.histctl.ExportReport;
import io.histctl.HistoryStore;
import io.histctl.ImportReport;
import io.histctl.Progress;
import io.histctl.error.HistoryException;
import io.histctl.error.NotFoundException;
import io.histctl.payload.Overrides;
import io.histctl.payload.Pretty;
import io.histctl.resume.Policy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code histctl export}: prints a request that is valid now. */
@Command(
        name = "export",
        description = "Prints a conversation as a request body that the API accepts now; says on stderr what became of"
                + " each turn.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ExportCommand implements Callable<Integer> {
    private final HistctlCommand root;

    @Parameters(paramLabel = "CONVERSATION", arity = "0..1", description = "the conversation")
    private @Nullable String conversation;

    @Option(names = "--all", description = "all of them, a line each: {\"conversation\",\"payload\",\"report\"}")
    private boolean all;

    @Option(names = "--from", paramLabel = "FILE", description = "from an import file, without a database")
    private @Nullable String from;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "the moment at which ids are judged (default: now by the later of local and server clock)")
    private @Nullable Instant at;

    @Option(
            names = "--margin",
            paramLabel = "DURATION",
            defaultValue = "60s",
            description = "how long an id must live beyond it (default: ${DEFAULT-VALUE})")
    private Duration margin = Duration.ofSeconds(60);

    @Option(
            names = "--resume",
            paramLabel = "summary|transcript",
            description = "what stands for dead ids (default: summary where a spoken reply is wanted)")
    private @Nullable Policy resume;

    @Option(
            names = "--summary-tokens",
            paramLabel = "N",
            description = "what the summary may cost at most (default: 2000, by an estimate)")
    private @Nullable Long summaryTokens;

    @Option(
            names = "--max-tokens",
            paramLabel = "N",
            description = "what the whole request may cost at most; images and files are not counted")
    private @Nullable Long maxTokens;

    @Mixin
    private SummarizerOptions summarizer = new SummarizerOptions();

    @Option(names = "--skip-unheard", description = "leave out replies of which the user heard nothing")
    private boolean skipUnheard;

    @Option(names = "--model", paramLabel = "M", description = "the model to ask")
    private @Nullable String model;

    @Option(names = "--voice", paramLabel = "V", description = "the voice to ask for")
    private @Nullable String voice;

    @Option(names = "--audio-format", paramLabel = "F", description = "wav, aac, mp3, flac, opus or pcm16")
    private @Nullable String audioFormat;

    @Option(names = "--stream", negatable = true, description = "ask for a stream, or for none")
    private @Nullable Boolean stream;

    @Option(names = "--messages-only", description = "print the array of messages alone")
    private boolean messagesOnly;

    @Option(
            names = "--append",
            paramLabel = "FILE",
            description = "put these messages behind it without storing them: one, or an array")
    private @Nullable String append;

    @Option(names = "--pretty", description = "print it with line breaks")
    private boolean pretty;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "write it there",
            defaultValue = "-")
    private String output = "-";

    @Option(names = "--report", paramLabel = "FILE", description = "write the report there as JSON")
    private @Nullable String report;

    @Spec
    private CommandSpec spec;

    ExportCommand(HistctlCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() throws IOException {
        checkUsage();
        int code = 0;
        try (HistoryStore store = from == null
                ? root.open()
                : HistoryStore.inMemory(root.surroundings().clock())) {
            if (from != null) {
                code = load(store, from);
            }
            return Math.max(code, all ? exportAll(store) : exportOne(store));
        }
    }

    private void checkUsage() {
        if (all == (conversation != null) && (all || from == null)) {
            throw usage("name a CONVERSATION, or all with --all, not both");
        }
        if (all && (report != null || pretty)) {
            throw usage("--all prints a line a conversation, with its report; leave --report and --pretty out");
        }
        if (output.equals(report)) {
            throw usage("payload and report can't go to one place; name a file for one of them with -o or --report");
        }
        if (summaryTokens != null && summaryTokens < ExportOptions.LEAST_SUMMARY_TOKENS) {
            throw usage("--summary-tokens must be at least " + ExportOptions.LEAST_SUMMARY_TOKENS);
        }
        if ("-".equals(append) && "-".equals(from)) {
            throw usage("only one of --append and --from can be stdin");
        }
    }

    private int load(HistoryStore store, String file) throws IOException {
        try (InputStream in = FileArgument.open(file, root.surroundings())) {
            ImportReport imported = store.importLines(in, Progress.NONE);
            ImportCommand.problems(imported, root.surroundings());
            return imported.problems().isEmpty() ? 0 : 1;
        }
    }

    private int exportOne(HistoryStore store) throws IOException {
        Export export = store.conversation(chosen(store)).export(options());
        byte[] payload = pretty ? Pretty.print(export.payload()) : export.payload();
        FileArgument.write(output, root.surroundings(), out -> {
            out.write(payload);
            out.write('\n');
        });
        ReportWords.print(export.report(), root.surroundings().err());
        if (report != null) {
            byte[] json = (Printable.json(ReportJson.of(export.report())) + "\n").getBytes(StandardCharsets.UTF_8);
            FileArgument.write(report, root.surroundings(), out -> out.write(json));
        }
        return 0;
    }

    private int exportAll(HistoryStore store) throws IOException {
        ExportOptions options = options();
        int[] failed = {0};
        FileArgument.write(output, root.surroundings(), out -> {
            for (String id : store.conversationIds()) {
                try {
                    Export export = store.conversation(id).export(options);
                    out.write(line(id, export));
                } catch (HistoryException e) {
                    failed[0] = 1;
                    root.surroundings()
                            .err()
                            .println("histctl: " + Printable.line(id) + " was not exported: "
                                    + Printable.line(String.valueOf(e.getMessage())));
                }
            }
        });
        return failed[0];
    }

    private static byte[] line(String id, Export export) {
        ExportReport report = export.report();
        String name = Printable.json(TextNode.valueOf(id));
        return ("{\"conversation\":" + name + ",\"payload\":" + export.json() + ",\"report\":"
                        + Printable.json(ReportJson.of(report)) + "}\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private String chosen(HistoryStore store) {
        return from == null ? Objects.requireNonNull(conversation) : inFile(store.conversationIds(), from);
    }

    private String inFile(List<String> ids, String file) {
        String name = FileArgument.name(file);
        if (ids.isEmpty()) {
            throw new NotFoundException(name + " holds no exchange that can be recorded; name an import file");
        }
        if (conversation == null && ids.size() > 1) {
            throw usage(name + " holds " + ids.size() + " conversations; name one of them, or all with --all");
        }
        if (conversation != null && !ids.contains(conversation)) {
            throw new NotFoundException(
                    "there is no conversation of this id in " + name + "; histctl export --all --from shows them");
        }
        return conversation == null ? ids.get(0) : conversation;
    }

    private ExportOptions options() throws IOException {
        ExportOptions options = ExportOptions.DEFAULT
                .withAt(at)
                .withMargin(margin)
                .withPolicy(resume)
                .withOverrides(new Overrides(model, voice, audioFormat, stream))
                .withMessagesOnly(messagesOnly)
                .withSummaryTokens(summaryTokens)
                .withMaxTokens(maxTokens)
                .withSkipUnheard(skipUnheard)
                .withSummarizer(summarizer.summarizer(root.surroundings()));
        return append == null
                ? options
                : options.withAppended(
                        new String(FileArgument.read(append, root.surroundings()), StandardCharsets.UTF_8));
    }

    private ParameterException usage(String what) {
        return new ParameterException(spec.commandLine(), what);
    }
}
