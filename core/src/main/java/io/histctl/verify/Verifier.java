package io.histctl.verify;

import io.histctl.error.HistoryException;
import io.histctl.model.Role;
import io.histctl.store.ConversationRow;
import io.histctl.store.Conversations;
import io.histctl.store.Database;
import io.histctl.store.Forgetting;
import io.histctl.store.Integrity;
import io.histctl.store.Session;
import io.histctl.store.StoredTurn;
import io.histctl.store.Summaries;
import io.histctl.store.SummaryRow;
import io.histctl.store.TurnReader;
import io.histctl.summary.SummaryMaker;
import io.histctl.summary.SummarySource;
import io.histctl.wire.Json;
import java.util.ArrayList;
import java.util.List;

/** Re-derives what is stored and names what differs. Holds one turn at a time. */
public final class Verifier {
    private final Database database;
    private final List<Difference> differences = new ArrayList<>();

    public Verifier(Database database) {
        this.database = database;
    }

    public List<Difference> run() {
        return database.read(session -> {
            Integrity.check(session).forEach(what -> differences.add(new Difference(null, 0, "SQLite: " + what)));
            long unused = Integrity.unusedSounds(session);
            if (unused > 0) {
                differences.add(new Difference(null, 0, unused + " stored sounds belong to no turn"));
            }
            Conversations conversations = new Conversations(session);
            for (String name : conversations.names()) {
                conversations.find(name).ifPresent(row -> verify(session, row));
            }
            return List.copyOf(differences);
        });
    }

    private void verify(Session session, ConversationRow conversation) {
        long forgotten = new Forgetting(session).forgotten(conversation.id());
        long[] last = {forgotten};
        TurnVerifier check = new TurnVerifier(session);
        new TurnReader(session).each(conversation.id(), Long.MIN_VALUE, Long.MAX_VALUE, turn -> {
            long position = turn.row().position();
            if (position > forgotten) {
                if (position != last[0] + 1) {
                    add(conversation, position, "positions have a hole before it");
                }
                last[0] = position;
            } else if (!Role.of(turn.row().role()).instructs()) {
                add(conversation, position, "it was to be forgotten");
            }
            turn(check, conversation, turn);
        });
        if (last[0] != conversation.lastPosition()) {
            add(conversation, 0, "its last turn is " + last[0] + " and should be " + conversation.lastPosition());
        }
        settings(conversation);
        new Summaries(session).all(conversation.id()).forEach(summary -> covered(session, conversation, summary));
    }

    private void covered(Session session, ConversationRow conversation, SummaryRow summary) {
        try {
            summary(session, conversation, summary);
        } catch (HistoryException e) {
            add(conversation, summary.through(), "the turns of the summary through this turn can't be read");
        }
    }

    private void summary(Session session, ConversationRow conversation, SummaryRow summary) {
        TurnReader reader = new TurnReader(session);
        if (!SummaryMaker.covers(
                summary,
                SummarySource.through(summary.through(), conversation, reader).turns())) {
            add(conversation, summary.through(), "the summary through this turn is not of the turns that are stored");
        }
    }

    private void turn(TurnVerifier check, ConversationRow conversation, StoredTurn turn) {
        try {
            check.of(turn).forEach(what -> add(conversation, turn.row().position(), what));
        } catch (HistoryException | IndexOutOfBoundsException | IllegalStateException e) {
            add(conversation, turn.row().position(), "its message is not readable JSON");
        }
    }

    private void settings(ConversationRow conversation) {
        byte[] settings = conversation.settings();
        try {
            if (settings != null) {
                Json.read(settings, "the settings");
            }
        } catch (HistoryException e) {
            add(conversation, 0, "its settings are not readable JSON");
        }
    }

    private void add(ConversationRow conversation, long position, String what) {
        differences.add(new Difference(conversation.name(), position, what));
    }
}
