package io.histctl.cli;

import io.histctl.ExportOptions;
import io.histctl.HistoryStore;
import io.histctl.SummarizeOptions;
import io.histctl.Summarized;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code histctl summarize}: makes a summary and keeps it. */
@Command(
        name = "summarize",
        description = "Prints a summary of a conversation and keeps it; exports use it where it covers what they fold.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class SummarizeCommand implements Callable<Integer> {
    private final HistctlCommand root;

    @Parameters(paramLabel = "CONVERSATION", description = "the conversation")
    private String conversation = "";

    @Option(
            names = "--through",
            paramLabel = "POSITION",
            description = "the last turn that it covers (default: the last one that is answered)")
    private @Nullable Long through;

    @Option(
            names = "--summary-tokens",
            paramLabel = "N",
            description = "what it may cost at most (default: 2000, by an estimate)")
    private @Nullable Long summaryTokens;

    @Mixin
    private SummarizerOptions summarizer = new SummarizerOptions();

    @Option(names = "--dry-run", description = "print it without keeping it")
    private boolean dryRun;

    @Spec
    private CommandSpec spec;

    SummarizeCommand(HistctlCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() throws IOException {
        if (summaryTokens != null && summaryTokens < ExportOptions.LEAST_SUMMARY_TOKENS) {
            throw new ParameterException(
                    spec.commandLine(), "--summary-tokens must be at least " + ExportOptions.LEAST_SUMMARY_TOKENS);
        }
        try (HistoryStore store = root.open()) {
            Summarized made = store.conversation(conversation)
                    .summarize(new SummarizeOptions(
                            through, summaryTokens, summarizer.summarizer(root.surroundings()), !dryRun));
            Surroundings surroundings = root.surroundings();
            surroundings.out().println(Printable.lines(made.message()));
            surroundings
                    .err()
                    .println((dryRun ? "made by " : "kept, made by ") + Printable.line(made.by()) + ": " + made.turns()
                            + " turns through " + made.through() + ", about " + made.tokens() + " tokens");
            made.notes().forEach(note -> surroundings.err().println("warning: " + Printable.line(note)));
            return 0;
        }
    }
}
