package io.histctl.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.HistoryStore;
import io.histctl.cli.view.Printable;
import io.histctl.record.Exchange;
import io.histctl.record.Recorded;
import io.histctl.record.Recorded.Outcome;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** {@code histctl record}: stores one exchange. */
final class RecordCommand implements Callable<Integer> {
    private final HistctlCommand root;
    private final CommandBuilder arguments;
    private final ArgumentValue<String> conversation;
    private final ArgumentValue<String> request;
    private final ArgumentValue<String> response;
    private final ArgumentValue<Instant> at;
    private final ArgumentValue<Long> choice;
    private final ArgumentValue<Boolean> keepSound;
    private final ArgumentValue<Boolean> json;

    RecordCommand(HistctlCommand root, CommandBuilder arguments) {
        this.root = root;
        this.arguments = arguments;
        conversation = arguments.conversation();
        request = arguments.text("FILE", "the request body as it was sent", "--request");
        response = arguments.text("FILE", "what came back: a reply, an SSE stream or an error body", "--response");
        at = arguments.option(
                "TIME",
                text -> text.equals("now") ? root.context().clock().instant() : Converters.time(text),
                null,
                "when it took place (else the reply's own time, else now); now, where it has just come, tells whether"
                        + " the local clock is off",
                "--at");
        choice = arguments.whole(
                "N", "the index of the choice that the app went on with, where there are several", "--choice");
        keepSound = arguments.flag("keep the sound of the reply, which can't be sent again", "--keep-sound");
        json = arguments.flag("say what was stored as JSON", "--json");
    }

    @Override
    public Integer call() throws IOException {
        if (!request.isGiven() && !response.isGiven()) {
            throw arguments.wrong("give --request FILE, --response FILE or both");
        }
        if ("-".equals(request.orNull()) && "-".equals(response.orNull())) {
            throw arguments.wrong("only one of --request and --response can be stdin");
        }
        CliContext context = root.context();
        Long index = choice.orNull();
        Exchange exchange = new Exchange(
                read(request.orNull()),
                read(response.orNull()),
                at.orNull(),
                index == null ? null : (Integer) index.intValue(),
                keepSound.value());
        try (HistoryStore store = root.open()) {
            Recorded recorded = store.conversation(conversation.value()).record(exchange);
            if (recorded.outcome() == Outcome.REFUSED) {
                context.err()
                        .println("histctl: the response is an error body" + error(recorded)
                                + "; nothing was stored, mend the request and send it again");
                return 1;
            }
            context.out().println(json.value() ? Printable.json(json(recorded)) : words(recorded));
            return 0;
        }
    }

    private byte @Nullable [] read(@Nullable String file) throws IOException {
        return file == null ? null : FileArgument.read(file, root.context());
    }

    private static String error(Recorded recorded) {
        String error = recorded.error();
        return error == null || error.isBlank() ? "" : " (" + Printable.line(error) + ")";
    }

    private static String words(Recorded recorded) {
        String name = Printable.line(recorded.conversation());
        String audio = recorded.audioId() == null ? "" : "; " + audio(recorded);
        return switch (recorded.outcome()) {
            case STORED -> "stored " + turns(recorded) + " in " + name + replaced(recorded) + audio + flaws(recorded);
            case COMPLETED -> "completed turn " + recorded.reply() + " in " + name + audio + flaws(recorded);
            case KNOWN -> "nothing new for " + name;
            case GONE ->
                recorded.reply() == null
                        ? "noted: the API no longer knows an audio id, which " + name + " does not have"
                        : "marked the audio id of turn " + recorded.reply() + " in " + name + " as gone";
            case REFUSED -> "";
        };
    }

    private static String turns(Recorded recorded) {
        long from = recorded.from();
        return recorded.turns() == 1 ? "turn " + from : "turns " + from + "–" + (from + recorded.turns() - 1);
    }

    private static String replaced(Recorded recorded) {
        return recorded.replaced() == 0 ? "" : " in the place of " + recorded.replaced() + " earlier ones";
    }

    private static String audio(Recorded recorded) {
        return Printable.line(String.valueOf(recorded.audioId())) + " dies at " + recorded.expiresAt()
                + (recorded.estimated() ? " (estimated)" : "");
    }

    private static String flaws(Recorded recorded) {
        return (recorded.incomplete() ? "; the stream broke off, kept as far as it came" : "")
                + (recorded.voiceLost() ? "; sound was asked for and text came: the voice is lost" : "");
    }

    private static ObjectNode json(Recorded recorded) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("conversation", recorded.conversation());
        node.put("outcome", recorded.outcome().name().toLowerCase(Locale.ROOT));
        node.put("from", recorded.turns() == 0 ? null : (Long) recorded.from());
        node.put("turns", recorded.turns());
        node.put("replaced", recorded.replaced());
        node.put("reply", recorded.reply());
        node.put("audioId", recorded.audioId());
        node.put(
                "expiresAt",
                recorded.expiresAt() == null ? null : recorded.expiresAt().toString());
        node.put("estimated", recorded.estimated());
        node.put("incomplete", recorded.incomplete());
        node.put("voiceLost", recorded.voiceLost());
        return node;
    }
}
