package io.histctl.store.postgresql;

import io.histctl.error.Remedy;
import io.histctl.error.StoreException;
import io.histctl.store.ContentHash;
import io.histctl.store.StoredConversation;
import io.histctl.store.StoredSummary;
import io.histctl.store.Summaries;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The table {@code summary}. */
final class SummaryRows implements Summaries {
    private final Sql sql;

    SummaryRows(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Optional<StoredSummary> farthest(StoredConversation conversation, long through) {
        return sql.first(
                        "SELECT * FROM @summary WHERE conversation_id = ? AND through <= ? ORDER BY through DESC LIMIT 1",
                        SummaryRows::checked,
                        conversation.id(),
                        through)
                .map(found -> ensureIntact(conversation, found));
    }

    @Override
    public List<Checked> all(StoredConversation conversation) {
        return sql.list(
                "SELECT * FROM @summary WHERE conversation_id = ? ORDER BY through",
                SummaryRows::checked,
                conversation.id());
    }

    void put(long conversationId, StoredSummary summary) {
        sql.update(
                """
                INSERT INTO @summary (conversation_id, through, turns, fingerprint, text, made_by, made_at, content_hash)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (conversation_id, through) DO UPDATE
                SET turns = excluded.turns, fingerprint = excluded.fingerprint, text = excluded.text,
                    made_by = excluded.made_by, made_at = excluded.made_at, content_hash = excluded.content_hash""",
                conversationId,
                summary.through(),
                summary.turns(),
                summary.fingerprint(),
                summary.text(),
                summary.madeBy(),
                summary.madeAt(),
                summary.hash().tagged());
    }

    void dropFrom(long conversationId, long position) {
        sql.update("DELETE FROM @summary WHERE conversation_id = ? AND through >= ?", conversationId, position);
    }

    private static StoredSummary ensureIntact(StoredConversation conversation, Checked found) {
        if (!found.intact()) {
            throw new StoreException(
                    "the summary through turn " + found.summary().through() + " of " + conversation.name()
                            + " is damaged in the store; make it again",
                    Remedy.VERIFY);
        }
        return found.summary();
    }

    private static Checked checked(ResultSet rows) throws SQLException {
        StoredSummary summary = new StoredSummary(
                rows.getLong("through"),
                rows.getLong("turns"),
                Sql.bytes(rows, "fingerprint"),
                Sql.text(rows, "text"),
                Sql.text(rows, "made_by"),
                rows.getLong("made_at"));
        byte[] hash = rows.getBytes("content_hash");
        return new Checked(summary, ContentHash.isCurrent(hash), summary.hash().matches(hash));
    }
}
