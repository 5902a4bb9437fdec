package io.histctl.cli;

import io.histctl.Conversation;
import io.histctl.HistoryStore;
import io.histctl.cli.view.Printable;
import java.util.concurrent.Callable;

/** {@code histctl rename}: gives a conversation another id. */
final class RenameCommand implements Callable<Integer> {
    private final HistctlCommand root;
    private final ArgumentValue<String> conversation;
    private final ArgumentValue<String> id;

    RenameCommand(HistctlCommand root, CommandBuilder arguments) {
        this.root = root;
        arguments.description("An app that goes on under the old id begins a new conversation there.");
        conversation = arguments.conversation();
        id = arguments.parameter("NEW", text -> text, "the new id");
        arguments.examples("histctl rename kitchen living-room");
    }

    @Override
    public Integer call() {
        try (HistoryStore store = root.open()) {
            Conversation chat = store.conversation(ConversationName.find(store, conversation.value()));
            Conversation renamed = chat.rename(id.value());
            root.confirm("renamed " + Printable.line(chat.id()) + " to " + Printable.line(renamed.id()));
            return 0;
        }
    }
}
