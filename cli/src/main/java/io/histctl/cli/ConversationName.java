package io.histctl.cli;

import io.histctl.HistoryStore;
import io.histctl.ListOptions;
import io.histctl.cli.view.Printable;
import io.histctl.error.InvalidInputException;
import io.histctl.model.ConversationInfo;
import java.util.List;
import java.util.stream.Collectors;

/** Finds the stored conversation that an argument names. */
final class ConversationName {
    private static final String MOST_RECENT = "-";
    private static final int SHOWN = 3;

    private ConversationName() {}

    /**
     * The id itself, the only id that begins with the argument, or for {@code -} the most recent conversation. An argument
     * that matches none is returned as it is, so that the error names it.
     *
     * @throws InvalidInputException if several ids begin with the argument
     */
    static String find(HistoryStore store, String given) {
        if (given.isEmpty()) {
            return given;
        }
        if (store.conversationIds(given, 1).equals(List.of(given))) {
            return given; // without a listing, which takes longer to load than an export
        }
        if (given.equals(MOST_RECENT)) {
            return store.conversations(ListOptions.DEFAULT.withLimit(1)).stream()
                    .map(ConversationInfo::conversation)
                    .findFirst()
                    .orElse(given);
        }
        List<String> ids = store.conversationIds(given, SHOWN + 1);
        if (ids.size() > 1) {
            throw new InvalidInputException(
                    "several conversations begin with '" + given + "': " + shown(ids) + "; write more of the id");
        }
        return ids.isEmpty() ? given : ids.get(0);
    }

    private static String shown(List<String> ids) {
        String names = ids.stream().limit(SHOWN).map(Printable::line).collect(Collectors.joining(", "));
        return ids.size() > SHOWN ? names + "…" : names;
    }
}
