package io.histctl.store.jdbc;

import io.histctl.store.Conversations;
import io.histctl.store.Expiries;
import io.histctl.store.Reading;
import io.histctl.store.Search;
import io.histctl.store.Sounds;
import io.histctl.store.Summaries;
import io.histctl.store.Turns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/** A snapshot, read through a session. */
@API(status = API.Status.INTERNAL)
public final class JdbcReading implements Reading {
    private final Session session;
    private final Conversations conversations;
    private final Turns turns;
    private final Summaries summaries;
    private final Sounds sounds;
    private final Search search;

    /** Reads within the transaction of a session. */
    public JdbcReading(Session session, Search search) {
        this.session = session;
        this.search = search;
        this.conversations = new ConversationTable(session);
        this.turns = new JdbcTurns(session);
        this.summaries = new SummaryTable(session.statements());
        this.sounds = new SoundTable(session.statements());
    }

    @Override
    public Conversations conversations() {
        return conversations;
    }

    @Override
    public Turns turns() {
        return turns;
    }

    @Override
    public Summaries summaries() {
        return summaries;
    }

    @Override
    public Sounds sounds() {
        return sounds;
    }

    @Override
    public Search search() {
        return search;
    }

    @Override
    public Expiries expiries() {
        return new ExpiringView(session);
    }

    @Override
    public byte[] secret() {
        return StoreSecret.read(session);
    }

    @Override
    public List<LeftoverStream> leftoverStreams() {
        Map<String, LeftoverStream> found = new LinkedHashMap<>();
        session.statements().each("""
                        SELECT c.name, t.position, p.events
                        FROM reply_piece p JOIN turn t ON t.id = p.turn_id JOIN conversation c ON c.id = t.conversation_id
                        ORDER BY p.id""", rows -> {
            String name = Statements.text(rows, "name");
            long position = rows.getLong("position");
            found.merge(
                    position + " " + name,
                    new LeftoverStream(name, position, Statements.bytes(rows, "events")),
                    JdbcReading::joined);
        });
        return new ArrayList<>(found.values());
    }

    private static LeftoverStream joined(LeftoverStream first, LeftoverStream next) {
        byte[] events = java.util.Arrays.copyOf(first.events(), first.events().length + next.events().length);
        System.arraycopy(next.events(), 0, events, first.events().length, next.events().length);
        return new LeftoverStream(first.conversation(), first.position(), events);
    }
}
