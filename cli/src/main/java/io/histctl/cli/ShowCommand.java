package io.histctl.cli;

import io.histctl.HistoryStore;
import io.histctl.model.Turn;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code histctl show}: one conversation as a timeline. */
final class ShowCommand implements Callable<Integer> {
    private final HistctlCommand root;
    private final Argument<String> conversation;
    private final Argument<Instant> at;
    private final Argument<Boolean> json;

    ShowCommand(HistctlCommand root, Arguments arguments) {
        this.root = root;
        conversation = arguments.conversation();
        at = arguments.time("the moment at which ids are judged (default: now)", "--at");
        json = arguments.flag("as JSON", "--json");
    }

    @Override
    public Integer call() {
        Surroundings surroundings = root.surroundings();
        Instant given = at.orNull();
        Instant moment = given == null ? surroundings.clock().instant() : given;
        try (HistoryStore store = root.open()) {
            List<Turn> turns = store.conversation(conversation.value()).turns();
            PrintStream out = surroundings.out();
            if (json.value()) {
                out.println(Printable.json(TurnJson.of(conversation.value(), turns, moment)));
            } else {
                Timeline timeline = new Timeline(moment, surroundings.colour());
                turns.forEach(turn -> out.println(timeline.of(turn)));
            }
            return 0;
        }
    }
}
