package io.histctl.cli;

import io.histctl.Conversation;
import io.histctl.HistoryStore;
import io.histctl.cli.view.Printable;
import io.histctl.intercept.ResumedRequest;
import io.histctl.record.Exchange;
import io.histctl.resume.Decision;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;

/** {@code histctl refresh}: makes an app's own request valid. */
final class RefreshCommand implements Callable<Integer> {
    private final HistctlCommand root;
    private final ArgumentValue<String> conversation;
    private final ArgumentValue<String> request;
    private final ArgumentValue<String> output;

    RefreshCommand(HistctlCommand root, CommandBuilder arguments) {
        this.root = root;
        arguments.description(
                "Reads a request as an app made it, from its own history, records what is new, and prints the request",
                "to send. Record the reply with histctl record.");
        conversation = arguments.optionalParameter(
                "CONVERSATION", "the conversation's id (default: found by what the request quotes, else a new one)");
        request = arguments.option("FILE", text -> text, "-", "the request body as the app made it", "--request");
        output = arguments.option("FILE", text -> text, "-", "write it there", "-o", "--output");
        arguments.examples("histctl refresh kitchen --request request.json -o valid.json");
    }

    @Override
    public Integer call() throws IOException {
        CliContext context = root.context();
        List<Path> used = new ArrayList<>(root.location().files());
        if (!request.value().equals("-")) {
            used.add(Converters.path(request.value()));
        }
        FileArgument.ensureUnused(output.value(), used);
        byte[] body = FileArgument.read(request.value(), context);
        try (HistoryStore store = root.openOrCreate()) {
            Conversation chat = chosen(store, body);
            chat.record(Exchange.of(body, null).withWholeHistory(true));
            ResumedRequest resumed = chat.resume(body);
            FileArgument.write(output.value(), context, out -> {
                out.write(resumed.body());
                out.write('\n');
                return resumed;
            });
            root.inform(Printable.line(chat.id()) + ": " + report(resumed));
            root.warn(resumed.warnings());
            return 0;
        }
    }

    private Conversation chosen(HistoryStore store, byte[] body) {
        String named = conversation.orNull();
        return named != null
                ? store.conversation(named)
                : store.find(body).orElseGet(() -> store.conversation("chat-" + UUID.randomUUID()));
    }

    private static String report(ResumedRequest resumed) {
        List<String> parts = new ArrayList<>();
        parts.add(resumed.changed() ? "changed" : "unchanged");
        for (Decision decision : Decision.values()) {
            long count = resumed.messages().stream()
                    .filter(message -> message.decision() == decision)
                    .count();
            if (count > 0) {
                parts.add(count + " " + decision);
            }
        }
        parts.add("voice " + resumed.voice());
        Instant until = resumed.validUntil();
        if (until != null) {
            parts.add("valid until " + until);
        }
        return String.join(", ", parts);
    }
}
