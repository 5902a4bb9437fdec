package io.histctl.cli;

import io.histctl.HistoryStore;
import io.histctl.cli.view.Printable;
import io.histctl.resume.TokenBudget;
import io.histctl.summary.SummarizeOptions;
import io.histctl.summary.Summarized;
import java.io.IOException;
import java.util.concurrent.Callable;

/** {@code histctl summarize}: makes a summary and keeps it. */
final class SummarizeCommand implements Callable<Integer> {
    private final HistctlCommand root;
    private final CommandBuilder arguments;
    private final ArgumentValue<String> conversation;
    private final ArgumentValue<Long> through;
    private final ArgumentValue<Long> summaryTokens;
    private final SummarizerOptions summarizer;
    private final ArgumentValue<Boolean> dryRun;

    SummarizeCommand(HistctlCommand root, CommandBuilder arguments) {
        this.root = root;
        this.arguments = arguments;
        conversation = arguments.conversation();
        through = arguments.whole(
                "POSITION", "the last turn that it covers (default: the last one that is answered)", "--through");
        summaryTokens =
                arguments.whole("N", "what it may cost at most (default: 2000, by an estimate)", "--summary-tokens");
        summarizer = new SummarizerOptions(arguments);
        dryRun = arguments.flag("print it without keeping it", "--dry-run");
    }

    @Override
    public Integer call() throws IOException {
        Long most = summaryTokens.orNull();
        if (most != null && most < TokenBudget.LEAST_SUMMARY_TOKENS) {
            throw arguments.wrong("--summary-tokens must be at least " + TokenBudget.LEAST_SUMMARY_TOKENS);
        }
        try (HistoryStore store = root.open()) {
            Summarized made = store.conversation(conversation.value())
                    .summarize(new SummarizeOptions(
                            through.orNull(), most, summarizer.summarizer(root.context()), !dryRun.value()));
            CliContext context = root.context();
            context.out().println(Printable.lines(made.message()));
            context.err()
                    .println((made.kept() ? "kept, made by " : "made by ") + Printable.line(made.by()) + ": "
                            + made.turns() + " turns through " + made.through() + ", about " + made.tokens()
                            + " tokens");
            made.notes().forEach(note -> context.err().println("warning: " + Printable.line(note)));
            return dryRun.value() || made.kept() ? 0 : 1;
        }
    }
}
