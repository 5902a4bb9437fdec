package io.histctl.cli;

import io.histctl.Conversation;
import io.histctl.HistoryStore;
import io.histctl.cli.view.Printable;
import io.histctl.cli.view.RecordedJson;
import io.histctl.cli.view.RecordedText;
import io.histctl.record.Exchange;
import io.histctl.record.Recorded;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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
    private final ArgumentValue<String> transcript;
    private final ArgumentValue<Long> after;
    private final ArgumentValue<Boolean> json;

    RecordCommand(HistctlCommand root, CommandBuilder arguments) {
        this.root = root;
        this.arguments = arguments;
        arguments.description(
                "Messages of the request that are not stored yet become turns, and so does the",
                "reply. Recording an exchange again changes nothing.",
                "FILE - is stdin; a stream is stored while it arrives.");
        conversation = arguments.newConversation();
        arguments.group("What to store:");
        request = arguments.text("FILE", "the request body as it was sent", "--request");
        response = arguments.text("FILE", "the response: a reply, an SSE stream or an error body", "--response");
        keepSound = arguments.flag("also store the audio of the reply, which can't be sent again", "--keep-sound");
        transcript = arguments.text(
                "FILE|TEXT", "the words of the newest user speech: a file with them, or the words", "--transcript");
        arguments.group("How to read it:");
        at = arguments.option(
                "TIME",
                text -> text.equals("now") ? root.context().clock().instant() : Converters.time(text),
                null,
                "when it took place: ISO-8601, Unix seconds or now (default: the reply's own time, else now)",
                "--at");
        choice = arguments.whole("N", "which of several choices the app continued with, by its index", "--choice");
        after = arguments.whole(
                "POSITION",
                "the turn that the messages follow, 0 for none (default: found by their content); later turns that"
                        + " differ are replaced",
                "--after");
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
        if (Stream.of(request, response, transcript)
                        .filter(file -> "-".equals(file.orNull()))
                        .count()
                > 1) {
            throw arguments.usageError("only one of --request, --response and --transcript can be stdin");
        }
        ensureNotNegative(after, "--after");
        ensureNotNegative(choice, "--choice");
        // an unreadable file must not create a database
        boolean live = "-".equals(response.orNull());
        Exchange exchange = exchange(read(request.orNull()), live ? null : read(response.orNull()));
        try (HistoryStore store = root.openOrCreate()) {
            Conversation chat = store.conversation(conversation.value());
            int exit = print(live ? recordInput(chat, exchange) : chat.record(exchange));
            root.warn(store.moment().warnings());
            return exit;
        }
    }

    private void ensureNotNegative(ArgumentValue<Long> number, String name) {
        Long given = number.orNull();
        if (given != null && given < 0) {
            throw arguments.usageError(name + " must be 0 or more");
        }
    }

    private Recorded recordInput(Conversation chat, Exchange exchange) throws IOException {
        ResponseInput input = ResponseInput.begin(root.context().in());
        return input.isEventStream()
                ? input.recordTo(chat.recordStream(exchange))
                : chat.record(exchange.withResponse(input.readAll()));
    }

    private Exchange exchange(byte @Nullable [] sent, byte @Nullable [] received) throws IOException {
        Long index = choice.orNull();
        Exchange exchange = Exchange.of(sent, received)
                .withAt(at.orNull())
                .withChoice(index == null ? null : (Integer) index.intValue())
                .withKeepSound(keepSound.value());
        Long position = after.orNull();
        Exchange placed = position == null ? exchange : exchange.follows(position);
        String words = transcript.orNull();
        return words == null ? placed : placed.withTranscript(WordsArgument.read(words, root.context()));
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
        RecordedText.notes(recorded).forEach(note -> root.inform("note: " + note));
        Optional<String> failure = RecordedText.streamError(recorded);
        failure.ifPresent(sentence -> root.context().err().println("histctl: " + sentence));
        return failure.isPresent() ? 1 : 0;
    }

    private byte @Nullable [] read(@Nullable String file) throws IOException {
        return file == null ? null : FileArgument.read(file, root.context());
    }
}
