package io.histctl.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stored turns as requests may quote them. */
public final class KnownTurns {
    private static final String FORMS = """
            SELECT t.position, t.role, t.match_key,
                (t.words_key IS NOT NULL) + 2 * (t.tools <> 0) + 4 * (t.sounds > 0) + 8 * (t.spoken_text <> 0)
                    + 16 * (t.refused <> 0) + 32 * (a.id_hash IS NOT NULL) + 64 * ifnull(a.heard = 0, 0),
                t.words_key, a.id_hash
            FROM turn t LEFT JOIN audio a ON a.turn_id = t.id
            WHERE t.conversation_id = ? AND t.position > ? AND t.block IS NULL AND NOT t.replaced
            ORDER BY t.position DESC""";

    // left to itself, SQLite walks the whole conversation in the order of positions
    private static final String BLOCK_KEYS = """
            SELECT match_key FROM turn INDEXED BY turn_block WHERE conversation_id = ? AND block = ? ORDER BY position""";
    private static final String INSTRUCTION_KEYS = """
            SELECT match_key FROM turn
            WHERE conversation_id = ? AND position <= ? AND block IS NULL AND NOT replaced
                AND role IN ('system', 'developer')
            ORDER BY position""";

    private final Statements statements;

    /** Works within the transaction of this session, and no longer. */
    public KnownTurns(Session session) {
        this.statements = session.statements();
    }

    /**
     * How a turn may appear in a request.
     *
     * @param wordsKey as in {@link TurnRow}
     * @param idHash of its audio id; null where it has none
     */
    public record Form(
            long position,
            String role,
            long matchKey,
            @Nullable Long wordsKey,
            boolean tools,
            boolean sounds,
            boolean spokenText,
            boolean refused,
            byte @Nullable [] idHash,
            boolean unheard) {}

    /** The last turns in force, at most so many, in their order; leading instructions are not among them. */
    public List<Form> last(long conversationId, int limit) {
        return read(conversationId, 0, limit);
    }

    /** All turns in force behind a position, in their order. */
    public List<Form> behind(long conversationId, long position) {
        return read(conversationId, position, Integer.MAX_VALUE);
    }

    /** Keys of the leading instructions of one version, in their order. */
    public List<Long> blockKeys(long conversationId, long block) {
        return block == 0 ? List.of() : keys(BLOCK_KEYS, conversationId, block);
    }

    /** Keys of the instructions in mid-conversation through a position, in their order. */
    public List<Long> instructionKeys(long conversationId, long through) {
        return keys(INSTRUCTION_KEYS, conversationId, through);
    }

    private List<Long> keys(String sql, long conversationId, long argument) {
        List<Long> keys = new ArrayList<>();
        statements.each(sql, rows -> keys.add(rows.getLong(1)), conversationId, argument);
        return keys;
    }

    private List<Form> read(long conversationId, long behind, int limit) {
        List<Form> forms = statements.list(FORMS, limit, KnownTurns::form, conversationId, behind);
        Collections.reverse(forms);
        return forms;
    }

    private static Form form(ResultSet rows) throws SQLException {
        int is = rows.getInt(4); // several at once, since each column that is asked for costs a call
        return new Form(
                rows.getLong(1),
                rows.getString(2),
                rows.getLong(3),
                (is & 1) != 0 ? (Long) rows.getLong(5) : null,
                (is & 2) != 0,
                (is & 4) != 0,
                (is & 8) != 0,
                (is & 16) != 0,
                (is & 32) != 0 ? rows.getBytes(6) : null,
                (is & 64) != 0);
    }
}
