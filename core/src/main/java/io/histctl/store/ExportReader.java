package io.histctl.store;

import io.histctl.error.Remedy;
import io.histctl.error.StoreException;
import io.histctl.resume.ReferenceTime;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an export reads beside turns, in plain JDBC: loading JDBI would take longer than the export. */
public final class ExportReader {
    private final Statements statements;

    /** Works within the transaction of this session. */
    public ExportReader(Session session) {
        this.statements = session.statements();
    }

    /** The conversation of this name. */
    public Optional<ConversationRow> conversation(String name) {
        return statements.first(
                """
                SELECT id, name, settings, last_position, last_block, last_at, last_created
                FROM conversation WHERE name = ?""",
                rows -> new ConversationRow(
                        rows.getLong(1),
                        rows.getString(2),
                        rows.getBytes(3),
                        rows.getLong(4),
                        rows.getLong(5),
                        rows.getLong(6),
                        Statements.whole(rows, 7)),
                name);
    }

    /** The newest {@code created} of all replies, as the reference time needs it. */
    public ReferenceTime.Created newestCreated(Instant local) {
        long limit = local.plus(ReferenceTime.PLAUSIBLE).toEpochMilli();
        Long newest = created("SELECT max(last_created) FROM conversation WHERE last_created <= ?", limit);
        Long outlier = created("SELECT max(last_created) FROM conversation WHERE last_created > ?", limit);
        if (outlier != null) { // earlier replies of the same conversations may be the newest plausible ones
            Long hidden = created("""
                    SELECT max(t.created) FROM conversation c JOIN turn t ON t.conversation_id = c.id
                    WHERE c.last_created > ? AND t.created <= ?""", limit, limit);
            newest = newest == null || (hidden != null && hidden > newest) ? hidden : newest;
        }
        return new ReferenceTime.Created(instant(newest), instant(outlier));
    }

    private @Nullable Long created(String sql, Object... arguments) {
        return statements
                .first(sql, rows -> Optional.ofNullable(Statements.whole(rows, 1)), arguments)
                .orElseThrow()
                .orElse(null);
    }

    private static @Nullable Instant instant(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    /** The kept summary that reaches farthest, but not beyond a position. */
    public Optional<SummaryRow> farthestSummary(long conversationId, long through) {
        return statements.first(
                """
                SELECT conversation_id, through, turns, fingerprint, text, made_by, made_at FROM summary
                WHERE conversation_id = ? AND through <= ? ORDER BY through DESC LIMIT 1""",
                rows -> new SummaryRow(
                        rows.getLong(1),
                        rows.getLong(2),
                        rows.getLong(3),
                        rows.getBytes(4),
                        rows.getString(5),
                        rows.getString(6),
                        rows.getLong(7)),
                conversationId,
                through);
    }

    /** The bytes of a sound. */
    public Sounds.Content sound(long id) {
        return statements
                .first(
                        "SELECT bytes, verbatim FROM sound WHERE id = ?",
                        rows -> new Sounds.Content(rows.getBytes(1), rows.getBoolean(2)),
                        id)
                .orElseThrow(() -> new StoreException("a stored sound is missing; verify the store", Remedy.VERIFY));
    }
}
