package io.histctl.store;

import io.histctl.error.StoreException;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an export reads beside turns, in plain JDBC: loading JDBI would take longer than the export. */
public final class ExportReader {
    private final Connection connection;

    /** Works within the transaction of this connection. */
    public ExportReader(Connection connection) {
        this.connection = connection;
    }

    /** The conversation of this name. */
    public Optional<ConversationRow> conversation(String name) {
        List<ConversationRow> found = new ArrayList<>(1);
        Rows.each(
                connection,
                """
                SELECT id, name, settings, last_position, last_block, last_at, last_created
                FROM conversation WHERE name = ?""",
                rows -> found.add(new ConversationRow(
                        rows.getLong(1),
                        rows.getString(2),
                        rows.getBytes(3),
                        rows.getLong(4),
                        rows.getLong(5),
                        rows.getLong(6),
                        Rows.whole(rows, 7))),
                name);
        return found.stream().findFirst();
    }

    /** The kept summary that reaches farthest, but not beyond a position. */
    public Optional<SummaryRow> farthestSummary(long conversationId, long through) {
        List<SummaryRow> found = new ArrayList<>(1);
        Rows.each(
                connection,
                """
                SELECT conversation_id, through, turns, fingerprint, text, made_by, made_at FROM summary
                WHERE conversation_id = ? AND through <= ? ORDER BY through DESC LIMIT 1""",
                rows -> found.add(new SummaryRow(
                        rows.getLong(1),
                        rows.getLong(2),
                        rows.getLong(3),
                        rows.getBytes(4),
                        rows.getString(5),
                        rows.getString(6),
                        rows.getLong(7))),
                conversationId,
                through);
        return found.stream().findFirst();
    }

    /** The bytes of a sound. */
    public Sounds.Content sound(long id) {
        List<Sounds.Content> found = new ArrayList<>(1);
        Rows.each(
                connection,
                "SELECT bytes, verbatim FROM sound WHERE id = ?",
                rows -> found.add(new Sounds.Content(rows.getBytes(1), rows.getBoolean(2))),
                id);
        if (found.isEmpty()) {
            throw new StoreException("a stored sound is missing; see with histctl verify which");
        }
        return found.get(0);
    }
}
