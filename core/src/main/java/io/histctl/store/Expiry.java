package io.histctl.store;

import java.util.List;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** What is dead, what dies when: all over the index of ids that were not pruned. Times are epoch milliseconds. */
public final class Expiry {
    private static final RowMapper<Id> ID = (rows, context) ->
            new Id(rows.getString(1), rows.getLong(2), rows.getString(3), rows.getLong(4), rows.getBoolean(5));

    private final Session session;

    /** Works within the transaction of this session. */
    public Expiry(Session session) {
        this.session = session;
    }

    /** An audio id and when it dies. */
    public record Id(String conversation, long position, String audioId, long diesAt, boolean estimated) {}

    /** A conversation with what is alive of it; the deaths are null where nothing is. */
    public record Summary(
            String conversation,
            long turns,
            long lastAt,
            long alive,
            @Nullable Long firstDeath,
            @Nullable Long lastDeath) {}

    /** The ids that die after one moment and not after another, the next first. */
    public List<Id> dyingBetween(long after, long until, int limit) {
        return session.handle()
                .createQuery("""
                        SELECT c.name, t.position, a.audio_id, a.dies_at, a.expires_at IS NULL
                        FROM audio a JOIN turn t ON t.id = a.turn_id JOIN conversation c ON c.id = t.conversation_id
                        WHERE a.audio_id IS NOT NULL AND a.dies_at > :after AND a.dies_at <= :until
                        ORDER BY a.dies_at LIMIT :limit""")
                .bind("after", after)
                .bind("until", until)
                .bind("limit", limit)
                .map(ID)
                .list();
    }

    /** How many ids die after one moment and not after another. */
    public long countDyingBetween(long after, long until) {
        return session.handle()
                .createQuery("""
                        SELECT count(*) FROM audio
                        WHERE audio_id IS NOT NULL AND dies_at > :after AND dies_at <= :until""")
                .bind("after", after)
                .bind("until", until)
                .mapTo(Long.class)
                .one();
    }

    /** The conversations, the newest first, with what is alive at a moment. */
    public List<Summary> conversations(long at, @Nullable Long dyingUntil, int limit) {
        return session.handle()
                .createQuery("""
                        WITH alive AS (
                            SELECT t.conversation_id AS id, count(*) AS ids, min(a.dies_at) AS first, max(a.dies_at) AS last
                            FROM audio a JOIN turn t ON t.id = a.turn_id
                            WHERE a.audio_id IS NOT NULL AND a.dies_at > :at
                            GROUP BY t.conversation_id)
                        SELECT c.name, c.last_position, c.last_at, ifnull(alive.ids, 0), alive.first, alive.last
                        FROM conversation c LEFT JOIN alive ON alive.id = c.id
                        WHERE :until IS NULL OR alive.first <= :until
                        ORDER BY c.last_at DESC, c.id DESC LIMIT :limit""")
                .bind("at", at)
                .bind("until", dyingUntil)
                .bind("limit", limit)
                .map((rows, context) -> new Summary(
                        Statements.text(rows, 1),
                        rows.getLong(2),
                        rows.getLong(3),
                        rows.getLong(4),
                        rows.getObject(5) == null ? null : (Long) rows.getLong(5),
                        rows.getObject(6) == null ? null : (Long) rows.getLong(6)))
                .list();
    }
}
