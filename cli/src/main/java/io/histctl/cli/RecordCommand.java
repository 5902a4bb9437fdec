package io.histctl.cli;

import io.histctl.Conversation;
import io.histctl.HistoryStore;
import io.histctl.cli.view.Printable;
import io.histctl.cli.view.RecordedJson;
import io.histctl.cli.view.RecordedText;
import io.histctl.record.Exchange;
import io.histctl.record.Recorded;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
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
        arguments.description(
                "Of the request, the messages that are not stored yet become turns; so does the reply.",
                "Recording an exchange again changes nothing. FILE - is stdin; a stream is stored while it arrives.");
        conversation = arguments.conversation();
        arguments.group("What to store:");
        request = arguments.text("FILE", "the request body as it was sent", "--request");
        response = arguments.text("FILE", "what came back: a reply, an SSE stream or an error body", "--response");
        keepSound = arguments.flag("also store the audio of the reply, which can't be sent again", "--keep-sound");
        arguments.group("How to read it:");
        at = arguments.option(
                "TIME",
                text -> text.equals("now") ? root.context().clock().instant() : Converters.time(text),
                null,
                "when it took place: ISO-8601, Unix seconds or now (default: the reply's own time, else now)",
                "--at");
        choice = arguments.whole("N", "which of several choices the app continued with, by its index", "--choice");
        arguments.group("What to print:");
        json = arguments.flag("print what was stored as JSON", "--json");
        arguments.examples(
                "histctl record kitchen --request request.json --response reply.json",
                "curl … | tee /dev/tty | histctl record kitchen --request request.json --response -");
    }

    @Override
    public Integer call() throws IOException {
        if (!request.isGiven() && !response.isGiven()) {
            throw arguments.usageError("give --request FILE, --response FILE or both");
        }
        if ("-".equals(request.orNull()) && "-".equals(response.orNull())) {
            throw arguments.usageError("only one of --request and --response can be stdin");
        }
        // an unreadable file must not create a database
        byte[] sent = read(request.orNull());
        boolean live = "-".equals(response.orNull());
        byte[] received = live ? null : read(response.orNull());
        try (HistoryStore store = root.openOrCreate()) {
            Conversation chat = store.conversation(conversation.value());
            int exit = print(live ? recordInput(chat, sent) : chat.record(exchange(sent, received)));
            root.warn(store.moment().warnings());
            return exit;
        }
    }

    private Recorded recordInput(Conversation chat, byte @Nullable [] sent) throws IOException {
        InputStream in = root.context().in();
        ResponseInput input = ResponseInput.begin(in);
        return input.isEventStream()
                ? input.recordTo(chat.recordStream(exchange(sent, null)))
                : chat.record(exchange(sent, input.readAll()));
    }

    private Exchange exchange(byte @Nullable [] sent, byte @Nullable [] received) {
        Long index = choice.orNull();
        return Exchange.of(sent, received)
                .withAt(at.orNull())
                .withChoice(index == null ? null : (Integer) index.intValue())
                .withKeepSound(keepSound.value());
    }

    private int print(Recorded recorded) {
        if (recorded instanceof Recorded.ApiError error) {
            root.context().err().println("histctl: " + RecordedText.refused(error));
            return 1;
        }
        if (json.value()) {
            root.context().out().println(Printable.json(RecordedJson.of(recorded)));
        } else {
            root.confirm(RecordedText.of(recorded));
        }
        return 0;
    }

    private byte @Nullable [] read(@Nullable String file) throws IOException {
        return file == null ? null : FileArgument.read(file, root.context());
    }
}
