package io.histctl.cli;

import io.histctl.HistoryStore;
import io.histctl.cli.view.Printable;
import java.time.Instant;
import java.util.concurrent.Callable;

/** {@code histctl expires}: sets when an image or file expires. */
final class ExpiresCommand implements Callable<Integer> {
    private final HistctlCommand root;
    private final ArgumentValue<String> conversation;
    private final ArgumentValue<String> reference;
    private final ArgumentValue<Instant> time;

    ExpiresCommand(HistctlCommand root, CommandBuilder arguments) {
        this.root = root;
        arguments.description(
                "Signed URLs state their expiry; that of file ids and other URLs must be given. A given expiry also",
                "replaces one that was learned from an error. It applies to all conversations.");
        conversation = arguments.conversation();
        reference = arguments.parameter("REFERENCE", text -> text, "the URL or file id, as a turn contains it");
        time = arguments.parameter("TIME", Converters::time, "ISO-8601 or Unix seconds");
        arguments.examples("histctl expires kitchen file-abc123 2026-07-01T00:00:00Z");
    }

    @Override
    public Integer call() {
        try (HistoryStore store = root.open()) {
            store.conversation(ConversationName.find(store, conversation.value()))
                    .expires(reference.value(), time.value());
            root.confirm(Printable.line(reference.value()) + " expires at " + time.value());
            return 0;
        }
    }
}
