package io.histctl.cli;

import io.histctl.HistoryStore;
import io.histctl.model.Turn;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code histctl show}: one conversation as a timeline. */
@Command(
        name = "show",
        description = "Shows a conversation as a timeline: who, when, what was said, and the life that is left of each"
                + " audio id.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ShowCommand implements Callable<Integer> {
    private final HistctlCommand root;

    @Parameters(paramLabel = "CONVERSATION", description = "the conversation")
    private String conversation = "";

    @Option(names = "--at", paramLabel = "TIME", description = "the moment at which ids are judged (default: now)")
    private @Nullable Instant at;

    @Option(names = "--json", description = "as JSON")
    private boolean json;

    ShowCommand(HistctlCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        Surroundings surroundings = root.surroundings();
        Instant moment = at == null ? surroundings.clock().instant() : at;
        try (HistoryStore store = root.open()) {
            List<Turn> turns = store.conversation(conversation).turns();
            PrintStream out = surroundings.out();
            if (json) {
                out.println(Printable.json(TurnJson.of(conversation, turns, moment)));
            } else {
                Timeline timeline = new Timeline(moment, surroundings.colour());
                turns.forEach(turn -> out.println(timeline.of(turn)));
            }
            return 0;
        }
    }
}
