package io.histctl.cli;

import io.histctl.HistoryStore;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code histctl delete}: deletes a conversation. */
@Command(
        name = "delete",
        description = "Deletes a conversation and every byte of it.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class DeleteCommand implements Callable<Integer> {
    private final HistctlCommand root;

    @Parameters(paramLabel = "CONVERSATION", description = "the conversation")
    private String conversation = "";

    DeleteCommand(HistctlCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        try (HistoryStore store = root.open()) {
            if (!store.conversation(conversation).delete()) {
                root.surroundings().err().println(Surroundings.STILL_IN_THE_LOG);
            }
            root.surroundings().out().println("deleted " + Printable.line(conversation));
            return 0;
        }
    }
}
