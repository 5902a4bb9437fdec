package io.histctl.cli;

import com.fasterxml.jackson.databind.node.TextNode;
import io.histctl.Conversation;
import io.histctl.HistoryStore;
import io.histctl.cli.view.JsonArrayPrinter;
import io.histctl.cli.view.Printable;
import io.histctl.cli.view.Timeline;
import io.histctl.cli.view.TurnJson;
import java.io.PrintStream;
import java.time.Instant;
import java.util.concurrent.Callable;

/** {@code histctl show}: shows a conversation as a timeline. */
final class ShowCommand implements Callable<Integer> {
    private final HistctlCommand root;
    private final ArgumentValue<String> conversation;
    private final ArgumentValue<Instant> at;
    private final ArgumentValue<Boolean> json;

    ShowCommand(HistctlCommand root, CommandBuilder arguments) {
        this.root = root;
        conversation = arguments.conversation();
        at = arguments.time("when to check the expiry of audio ids: ISO-8601 or Unix seconds (default: now)", "--at");
        json = arguments.flag("print JSON", "--json");
        arguments.examples("histctl show kitchen");
    }

    @Override
    public Integer call() {
        CliContext context = root.context();
        try (HistoryStore store = root.open()) {
            Conversation chat = store.conversation(conversation.value());
            Instant given = at.orNull();
            Instant moment = given == null ? root.warnAndGet(chat.moment()) : given;
            PrintStream out = context.out();
            if (json.value()) {
                String head = "{\"conversation\":" + Printable.json(TextNode.valueOf(chat.id())) + ",\"turns\":";
                JsonArrayPrinter turns = new JsonArrayPrinter(out, head);
                chat.eachTurn(turn -> turns.add(TurnJson.of(turn, moment)));
                turns.end();
                out.println("}");
            } else {
                Timeline timeline = new Timeline(moment, context.colour());
                chat.eachTurn(turn -> out.println(timeline.of(turn)));
            }
            return 0;
        }
    }
}
