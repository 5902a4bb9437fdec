package io.histctl.store;

import io.histctl.error.InvalidInputException;
import io.histctl.error.NotFoundException;
import io.histctl.error.Remedy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/** A conversation by its name: where it is stored, and what of it must be there. */
public record ConversationRef(Database database, Clock clock, String id) {
    public ConversationRef {
        if (id.isEmpty() || !isUnicode(id)) {
            throw new InvalidInputException("a conversation id is empty or no valid Unicode; give it another one");
        }
    }

    public static boolean isUnicode(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    public StoredTurn turn(Session session, long position) {
        return new TurnReader(session)
                .at(row(session).id(), position)
                .orElseThrow(() -> new NotFoundException(
                        "the conversation has no turn " + position + "; check the position", Remedy.SHOW_TURNS));
    }

    public ConversationRow row(Session session) {
        return new ExportReader(session)
                .conversation(id)
                .orElseThrow(() -> new NotFoundException(
                        "there is no conversation of this id in " + database.place() + "; check the id",
                        Remedy.LIST_CONVERSATIONS));
    }
}
