package io.histctl.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.HistoryStore;
import io.histctl.cli.view.Printable;
import io.histctl.resume.TokenBudget;
import io.histctl.summary.SummarizeOptions;
import io.histctl.summary.Summarized;
import java.io.IOException;
import java.util.concurrent.Callable;

/** {@code histctl summarize}: prints a summary and keeps it. */
final class SummarizeCommand implements Callable<Integer> {
    private final HistctlCommand root;
    private final CommandBuilder arguments;
    private final ArgumentValue<String> conversation;
    private final ArgumentValue<Long> through;
    private final ArgumentValue<Long> summaryTokens;
    private final SummarizerOptions summarizer;
    private final ArgumentValue<Boolean> dryRun;
    private final ArgumentValue<Boolean> json;

    SummarizeCommand(HistctlCommand root, CommandBuilder arguments) {
        this.root = root;
        this.arguments = arguments;
        arguments.description(
                "An export uses the kept summary if it covers what the export folds. A summary is dropped when a turn that",
                "it covers changes.");
        conversation = arguments.conversation();
        through = arguments.whole("POSITION", "the last turn to cover (default: the last answered one)", "--through");
        summaryTokens =
                arguments.whole("N", "the most tokens that it may cost (default: about 2000)", "--summary-tokens");
        summarizer = new SummarizerOptions(arguments);
        json = arguments.flag("print the summary as JSON", "--json");
        dryRun = arguments.flag("print the summary without keeping it", "--dry-run");
        arguments.examples("histctl summarize kitchen --dry-run");
    }

    @Override
    public Integer call() throws IOException {
        Long limit = summaryTokens.orNull();
        if (limit != null && limit < TokenBudget.LEAST_SUMMARY_TOKENS) {
            throw arguments.usageError("--summary-tokens must be at least " + TokenBudget.LEAST_SUMMARY_TOKENS);
        }
        try (HistoryStore store = root.open()) {
            String id = ConversationName.find(store, conversation.value());
            Summarized made = store.conversation(id)
                    .summarize(SummarizeOptions.DEFAULT
                            .withThrough(through.orNull())
                            .withMaxTokens(limit)
                            .withSummarizer(summarizer.summarizer(root.context()))
                            .withKeep(!dryRun.value()));
            root.context()
                    .out()
                    .println(json.value() ? Printable.json(json(id, made)) : Printable.lines(made.message()));
            root.inform((made.kept() ? "kept, made by " : "made by ") + Printable.line(made.by()) + ": "
                    + made.turns() + " turns through " + made.through() + ", about " + made.tokens()
                    + " tokens");
            root.warn(made.notes());
            return dryRun.value() || made.kept() ? 0 : 1;
        }
    }

    private static ObjectNode json(String conversation, Summarized made) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("conversation", conversation)
                .put("message", made.message())
                .put("by", made.by())
                .put("turns", made.turns())
                .put("through", made.through())
                .put("tokens", made.tokens())
                .put("kept", made.kept());
    }
}
