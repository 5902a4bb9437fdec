package io.histctl.cli;

import io.histctl.HistoryStore;
import java.util.concurrent.Callable;

/** {@code histctl delete}: deletes a conversation. */
final class DeleteCommand implements Callable<Integer> {
    private final HistctlCommand root;
    private final Argument<String> conversation;

    DeleteCommand(HistctlCommand root, Arguments arguments) {
        this.root = root;
        conversation = arguments.conversation();
    }

    @Override
    public Integer call() {
        try (HistoryStore store = root.open()) {
            if (!store.conversation(conversation.value()).delete()) {
                root.surroundings().err().println(Surroundings.STILL_IN_THE_LOG);
            }
            root.surroundings().out().println("deleted " + Printable.line(conversation.value()));
            return 0;
        }
    }
}
