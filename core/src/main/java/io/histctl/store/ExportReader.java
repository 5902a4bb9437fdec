package io.histctl.store;

import io.histctl.error.StoreException;
import java.util.Optional;

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

    /** The newest {@code created} of any reply. */
    public Optional<Long> newestCreated() {
        return statements
                .first(
                        "SELECT max(last_created) FROM conversation",
                        rows -> Optional.ofNullable(Statements.whole(rows, 1)))
                .orElseThrow();
    }

    /** The newest reply that tells the server's time and has an audio id. */
    public Optional<ReplyTimes> newestReply(long conversationId) {
        return statements.first(
                """
                SELECT t.said_at, t.created, a.dies_at FROM turn t JOIN audio a ON a.turn_id = t.id
                WHERE t.conversation_id = ? AND t.created IS NOT NULL ORDER BY t.position DESC LIMIT 1""", rows -> new ReplyTimes(rows.getLong(1), rows.getLong(2), rows.getLong(3)), conversationId);
    }

    /** When a reply took place as told, when it was made by the server's clock, and when its id dies: epoch milliseconds. */
    public record ReplyTimes(long saidAt, long created, long diesAt) {}

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
                .orElseThrow(() -> new StoreException("a stored sound is missing; see with histctl verify which"));
    }
}
