package io.histctl.store;

import java.io.ByteArrayOutputStream;
import java.util.List;

/** The table {@code reply_piece}, in which earlier versions kept what came of a reply after its turn was written. */
public final class Pieces {
    private final Session session;
    private final Statements statements;

    /** Works within the transaction of this session. */
    public Pieces(Session session) {
        this.session = session;
        this.statements = session.statements();
    }

    /** The turns that pieces wait for. */
    public List<Waiting> waiting() {
        if (statements.first("SELECT 1 FROM reply_piece LIMIT 1", rows -> true).isEmpty()) {
            return List.of();
        }
        return session.handle()
                .createQuery("""
                        SELECT DISTINCT c.name, t.position, t.id
                        FROM reply_piece p JOIN turn t ON t.id = p.turn_id JOIN conversation c ON c.id = t.conversation_id""")
                .map((rows, context) -> new Waiting(Statements.text(rows, 1), rows.getLong(2), rows.getLong(3)))
                .list();
    }

    /** A turn that pieces wait for. */
    public record Waiting(String conversation, long position, long turnId) {}

    /** All pieces of a turn, in their order. */
    public byte[] of(long turnId) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        statements.each(
                "SELECT events FROM reply_piece WHERE turn_id = ? ORDER BY id",
                rows -> all.writeBytes(rows.getBytes(1)),
                turnId);
        return all.toByteArray();
    }

    /** Drops the pieces of a turn that holds them now. */
    public void drop(long turnId) {
        statements.update("DELETE FROM reply_piece WHERE turn_id = ?", turnId);
    }
}
