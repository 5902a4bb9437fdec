package io.histctl.store;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;

/** The table {@code summary}. */
public final class Summaries {
    private static final String COLUMNS = "conversation_id, through, turns, fingerprint, text, made_by, made_at";
    private static final RowMapper<SummaryRow> ROW = (rows, context) -> new SummaryRow(
            rows.getLong(1),
            rows.getLong(2),
            rows.getLong(3),
            rows.getBytes(4),
            rows.getString(5),
            rows.getString(6),
            rows.getLong(7));

    private final Session session;

    /** Works within the transaction of this session. */
    public Summaries(Session session) {
        this.session = session;
    }

    /** Keeps a summary, in the place of one that ends at the same turn. */
    public void put(SummaryRow row) {
        session.handle().createUpdate("""
                        INSERT OR REPLACE INTO summary
                            (conversation_id, through, turns, fingerprint, text, made_by, made_at)
                        VALUES (:conversationId, :through, :turns, :fingerprint, :text, :madeBy, :madeAt)""").bindMethods(row).execute();
    }

    /** The summary that reaches farthest, but not beyond a position. */
    public Optional<SummaryRow> farthest(long conversationId, long through) {
        return new ExportReader(session).farthestSummary(conversationId, through);
    }

    /** All of a conversation. */
    public List<SummaryRow> all(long conversationId) {
        return session.handle()
                .createQuery("SELECT " + COLUMNS + " FROM summary WHERE conversation_id = ? ORDER BY through")
                .bind(0, conversationId)
                .map(ROW)
                .list();
    }

    /** Drops the summaries that cover a turn at this position or behind it, for it has changed. */
    public void dropFrom(long conversationId, long position) {
        session.handle()
                .execute("DELETE FROM summary WHERE conversation_id = ? AND through >= ?", conversationId, position);
    }
}
