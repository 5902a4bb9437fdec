package io.histctl.cli;

import io.histctl.HistoryStore;
import io.histctl.cli.view.Printable;
import java.util.concurrent.Callable;

/** {@code histctl delete}: deletes a conversation. */
final class DeleteCommand implements Callable<Integer> {
    private final HistctlCommand root;
    private final ArgumentValue<String> conversation;

    DeleteCommand(HistctlCommand root, CommandBuilder arguments) {
        this.root = root;
        arguments.description(
                "Its turns are overwritten in the database and its write-ahead log. histctl prune-expired --vacuum also",
                "rewrites the unused parts of pages.");
        conversation = arguments.conversation();
        arguments.examples("histctl delete kitchen");
    }

    @Override
    public Integer call() {
        try (HistoryStore store = root.open()) {
            String id = ConversationName.find(store, conversation.value());
            if (!store.conversation(id).delete()) {
                root.inform(CliContext.STILL_IN_THE_LOG);
            }
            root.confirm("deleted " + Printable.line(id));
            return 0;
        }
    }
}
