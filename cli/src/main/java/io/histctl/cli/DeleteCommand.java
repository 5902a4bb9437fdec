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
        conversation = arguments.conversation();
    }

    @Override
    public Integer call() {
        try (HistoryStore store = root.open()) {
            if (!store.conversation(conversation.value()).delete()) {
                root.context().err().println(CliContext.STILL_IN_THE_LOG);
            }
            root.context().out().println("deleted " + Printable.line(conversation.value()));
            return 0;
        }
    }
}
