package io.histctl.cli;

import com.fasterxml.jackson.databind.node.TextNode;
import io.histctl.Conversation;
import io.histctl.HistoryStore;
import java.io.PrintStream;
import java.time.Instant;
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
        at = arguments.time(
                "the moment at which ids are judged (default: now, by the server's clock as far as it is known)",
                "--at");
        json = arguments.flag("as JSON", "--json");
    }

    @Override
    public Integer call() {
        Surroundings surroundings = root.surroundings();
        try (HistoryStore store = root.open()) {
            Conversation chat = store.conversation(conversation.value());
            Instant given = at.orNull();
            Instant moment = given == null ? surroundings.told(chat.moment()) : given;
            PrintStream out = surroundings.out();
            if (json.value()) {
                String head = "{\"conversation\":" + Printable.json(TextNode.valueOf(chat.id())) + ",\"turns\":";
                PrintedArray turns = new PrintedArray(out, head);
                chat.eachTurn(turn -> turns.add(TurnJson.of(turn, moment)));
                turns.end();
                out.println("}");
            } else {
                Timeline timeline = new Timeline(moment, surroundings.colour());
                chat.eachTurn(turn -> out.println(timeline.of(turn)));
            }
            return 0;
        }
    }
}
