package io.histctl;

import io.histctl.error.InvalidInputException;
import io.histctl.error.NotFoundException;
import io.histctl.store.ConversationRow;
import io.histctl.store.Database;
import io.histctl.store.ExportReader;
import io.histctl.store.Session;
import io.histctl.store.StoredTurn;
import io.histctl.store.TurnReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/** A conversation by its name: where it is stored, and what of it must be there. */
record Named(Database database, Clock clock, String id) {
    Named {
        if (id.isEmpty() || !isUnicode(id)) {
            throw new InvalidInputException("a conversation id is empty or no valid Unicode; give it another one");
        }
    }

    static boolean isUnicode(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    StoredTurn turn(Session session, long position) {
        return new TurnReader(session)
                .at(row(session).id(), position)
                .orElseThrow(() -> new NotFoundException(
                        "the conversation has no turn " + position + "; histctl show lists its turns"));
    }

    ConversationRow row(Session session) {
        return new ExportReader(session)
                .conversation(id)
                .orElseThrow(() -> new NotFoundException(
                        "there is no conversation of this id in " + database.place() + "; histctl list shows them"));
    }
}
