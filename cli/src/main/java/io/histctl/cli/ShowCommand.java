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

/** {@code histctl show}: one conversation as a timeline. */
final class ShowCommand implements Callable<Integer> {
    private final HistctlCommand root;
    private final ArgumentValue<String> conversation;
    private final ArgumentValue<Instant> at;
    private final ArgumentValue<Boolean> json;

    ShowCommand(HistctlCommand root, CommandBuilder arguments) {
        this.root = root;
        conversation = arguments.conversation();
        at = arguments.time(
                "the moment at which ids are judged (default: now, by the server's clock as far as it is known)",
                "--at");
        json = arguments.flag("as JSON", "--json");
    }

    @Override
    public Integer call() {
        CliContext context = root.context();
        try (HistoryStore store = root.open()) {
            Conversation chat = store.conversation(conversation.value());
            Instant given = at.orNull();
            Instant moment = given == null ? context.warnAndGet(chat.moment()) : given;
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
