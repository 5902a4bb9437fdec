package io.histctl.store;

import io.histctl.error.StoreException;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table {@code reply_piece}: what came of a reply since its turn was written. */
public final class Pieces {
    private final Session session;
    private final Statements statements;

    /** Works within the transaction of this session. */
    public Pieces(Session session) {
        this.session = session;
        this.statements = session.statements();
    }

    /** Adds a piece to a reply that has not come to its end; false where there is none of this key. */
    public boolean append(String conversation, byte[] replyKey, byte[] events) {
        return statements.update("""
                        INSERT INTO reply_piece (turn_id, events, crc)
                        SELECT id, ?, ? FROM turn INDEXED BY turn_reply
                        WHERE conversation_id = (SELECT id FROM conversation WHERE name = ?)
                            AND reply_key = ? AND incomplete
                        ORDER BY position LIMIT 1""", events, Checksum.of(replyKey, events), conversation, replyKey) > 0;
    }

    /**
     * The turns that pieces wait for.
     *
     * @param conversation the only one that counts; null: all
     */
    public List<Waiting> waiting(@Nullable String conversation) {
        if (statements.first("SELECT 1 FROM reply_piece LIMIT 1", rows -> true).isEmpty()) {
            return List.of();
        }
        return session.handle()
                .createQuery("""
                        SELECT DISTINCT c.name, t.position, t.id
                        FROM reply_piece p JOIN turn t ON t.id = p.turn_id JOIN conversation c ON c.id = t.conversation_id
                        WHERE :conversation IS NULL OR c.name = :conversation""")
                .bind("conversation", conversation)
                .map((rows, context) -> new Waiting(Statements.text(rows, 1), rows.getLong(2), rows.getLong(3)))
                .list();
    }

    /** A turn that pieces wait for. */
    public record Waiting(String conversation, long position, long turnId) {}

    /**
     * All pieces of a turn, in their order.
     *
     * @throws StoreException where one is not as it was written: nothing may be made of it, or nobody would know any more
     */
    public byte[] of(long turnId) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        statements.each(
                """
                SELECT p.events, p.crc, t.reply_key FROM reply_piece p JOIN turn t ON t.id = p.turn_id
                WHERE p.turn_id = ? ORDER BY p.id""",
                rows -> {
                    byte[] events = rows.getBytes(1);
                    Long crc = Statements.whole(rows, 2);
                    if (crc != null && crc != Checksum.of(rows.getBytes(3), events)) {
                        throw new StoreException("a piece of a stream is damaged; see with histctl verify which");
                    }
                    all.writeBytes(events);
                },
                turnId);
        return all.toByteArray();
    }

    /** Drops the pieces of a turn that holds them now. */
    public void drop(long turnId) {
        statements.update("DELETE FROM reply_piece WHERE turn_id = ?", turnId);
    }
}
