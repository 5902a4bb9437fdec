package io.histctl.store;

import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/** Finds the conversations that contain a turn which a request quotes. */
@API(status = API.Status.INTERNAL)
public final class Identities {
    private static final String BY_AUDIO_ID = """
            SELECT DISTINCT c.name FROM audio a JOIN turn t ON t.id = a.turn_id
                JOIN conversation c ON c.id = t.conversation_id
            WHERE a.id_hash = ?""";
    private static final String BY_KEY = """
            SELECT c.name FROM turn t JOIN conversation c ON c.id = t.conversation_id WHERE t.match_key = ?
            UNION
            SELECT c.name FROM turn t JOIN conversation c ON c.id = t.conversation_id WHERE t.words_key = ?""";

    private final Statements statements;

    /** Works within the transaction of this session. */
    public Identities(Session session) {
        this.statements = session.statements();
    }

    /** At most {@code limit} conversations with a turn of this audio id. */
    public List<String> withAudioId(byte[] idHash, int limit) {
        return statements.list(BY_AUDIO_ID, limit, rows -> Statements.text(rows, 1), idHash);
    }

    /** At most {@code limit} conversations with a turn of this match key, or a spoken reply with these words. */
    public List<String> withKey(long key, int limit) {
        return new ArrayList<>(statements.list(BY_KEY, limit, rows -> Statements.text(rows, 1), key, key));
    }
}
