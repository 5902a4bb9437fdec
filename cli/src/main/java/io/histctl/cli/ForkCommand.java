package io.histctl.cli;

import io.histctl.Conversation;
import io.histctl.HistoryStore;
import io.histctl.cli.view.Printable;
import java.util.concurrent.Callable;

/** {@code histctl fork}: copies a conversation into a new one. */
final class ForkCommand implements Callable<Integer> {
    private final HistctlCommand root;
    private final ArgumentValue<String> conversation;
    private final ArgumentValue<String> id;
    private final ArgumentValue<Long> through;

    ForkCommand(HistctlCommand root, CommandBuilder arguments) {
        this.root = root;
        arguments.description("The new conversation can be continued without changing the old one.");
        conversation = arguments.conversation();
        id = arguments.parameter("NEW", text -> text, "the id of the new conversation");
        through = arguments.whole("POSITION", "the last turn to copy (default: the last one)", "--through");
        arguments.examples("histctl fork kitchen kitchen-again --through 5");
    }

    @Override
    public Integer call() {
        try (HistoryStore store = root.open()) {
            Conversation chat = store.conversation(ConversationName.find(store, conversation.value()));
            Long last = through.orNull();
            Conversation copy = last == null ? chat.fork(id.value()) : chat.fork(id.value(), last);
            root.confirm("copied " + Printable.line(chat.id()) + (last == null ? "" : " through turn " + last) + " to "
                    + Printable.line(copy.id()));
            return 0;
        }
    }
}
