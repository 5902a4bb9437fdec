package io.histctl.store.postgresql;

import io.histctl.error.NotFoundException;
import io.histctl.error.Remedy;
import io.histctl.error.StoreException;
import io.histctl.model.ConversationMetadata;
import io.histctl.resume.ReferenceTime;
import io.histctl.store.Conversations;
import io.histctl.store.ListQuery;
import io.histctl.store.ListedConversation;
import io.histctl.store.StoredConversation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table {@code conversation}. */
class PostgresConversations implements Conversations {
    /** The concatenation keeps the planner from an index of the namespace, which it prefers before it has statistics. */
    static final String FIND = """
            SELECT id, name, settings, revision, last_position, instructions_version, forgotten_through, turn_count,
                content_sum, content_hash, last_at, last_created
            FROM @conversation WHERE id = ? AND namespace || '' = ?""";

    private final Sql sql;
    private final String find;

    PostgresConversations(Sql sql, String find) {
        this.sql = sql;
        this.find = find;
    }

    static PostgresConversations reading(Sql sql) {
        return new PostgresConversations(sql, FIND);
    }

    /** Locks each conversation that it finds until the transaction ends, so that nobody else changes it meanwhile. */
    static PostgresConversations locking(Sql sql) {
        return new PostgresConversations(sql, FIND + " FOR UPDATE");
    }

    @Override
    public Optional<StoredConversation> find(String name) {
        return findUnchecked(name).map(Checked::ensureIntact);
    }

    @Override
    public Optional<Checked> findUnchecked(String name) {
        return sql.first(find, rows -> checked(rows, name), sql.scope().idOf(name), sql.namespace());
    }

    @Override
    public StoredConversation get(String name) {
        return find(name)
                .orElseThrow(() -> new NotFoundException(
                        "there is no conversation of this id in " + sql.scope().place() + "; check the id",
                        Remedy.LIST_CONVERSATIONS));
    }

    @Override
    public List<String> names() {
        return names("SELECT name FROM @conversation WHERE namespace = ? ORDER BY began_at, id", sql.namespace());
    }

    @Override
    public List<ListedConversation> list(ListQuery query) {
        return new ListingRows(sql, query).entries();
    }

    @Override
    public ConversationMetadata metadata(StoredConversation conversation) {
        return new MetadataRows(sql).get(conversation.id());
    }

    @Override
    public List<String> withAudioId(byte[] idHash, int limit) {
        return names("""
                SELECT DISTINCT c.name FROM @turn t JOIN @conversation c ON c.id = t.conversation_id
                WHERE t.id_hash = ? AND c.namespace = ? LIMIT ?""", idHash, sql.namespace(), limit);
    }

    @Override
    public List<String> withMatchKey(long key, int limit) {
        return names("""
                SELECT c.name FROM @turn t JOIN @conversation c ON c.id = t.conversation_id
                WHERE t.match_key = ? AND c.namespace = ?
                UNION
                SELECT c.name FROM @turn t JOIN @conversation c ON c.id = t.conversation_id
                WHERE t.transcript_key = ? AND c.namespace = ?
                LIMIT ?""", key, sql.namespace(), key, sql.namespace(), limit);
    }

    @Override
    public List<String> unanswered(long key, int limit) {
        return names("""
                SELECT DISTINCT c.name
                FROM (SELECT t.conversation_id, t.position FROM @turn t JOIN @conversation o ON o.id = t.conversation_id
                        WHERE t.match_key = ? AND o.namespace = ? ORDER BY t.said_at DESC, t.position DESC LIMIT ?) question
                    JOIN @conversation c ON c.id = question.conversation_id
                    JOIN @turn newest ON newest.conversation_id = c.id AND newest.position = c.last_position
                WHERE newest.position = question.position
                    OR (newest.position > question.position AND newest.incomplete)
                LIMIT ?""", key, sql.namespace(), limit, limit);
    }

    private List<String> names(String query, Object... arguments) {
        return sql.list(query, rows -> Sql.text(rows, "name"), arguments);
    }

    @Override
    public ReferenceTime.Created newestCreated(Instant local) {
        long limit = local.plus(ReferenceTime.PLAUSIBLE).toEpochMilli();
        return sql.first(
                        """
                        SELECT
                            (SELECT max(last_created) FROM @conversation WHERE namespace = ? AND last_created <= ?)
                                AS newest,
                            (SELECT max(last_created) FROM @conversation WHERE namespace = ? AND last_created > ?)
                                AS outlier""",
                        rows -> new ReferenceTime.Created(
                                instant(Sql.whole(rows, "newest")), instant(Sql.whole(rows, "outlier"))),
                        sql.namespace(),
                        limit,
                        sql.namespace(),
                        limit)
                .map(created -> created.outlier() == null ? created : withHidden(created, limit))
                .orElseThrow();
    }

    /** An earlier reply of a conversation with an outlier may be the newest plausible one. */
    private ReferenceTime.Created withHidden(ReferenceTime.Created created, long limit) {
        Instant hidden = sql.first(
                        """
                        SELECT max(t.created) AS created FROM @conversation c JOIN @turn t ON t.conversation_id = c.id
                        WHERE c.namespace = ? AND c.last_created > ? AND t.created <= ?""",
                        rows -> Optional.ofNullable(instant(Sql.whole(rows, "created"))),
                        sql.namespace(),
                        limit,
                        limit)
                .orElseThrow()
                .orElse(null);
        Instant newest = created.newest();
        return hidden == null || (newest != null && newest.isAfter(hidden))
                ? created
                : new ReferenceTime.Created(hidden, created.outlier());
    }

    @Override
    public List<String> begunBefore(long before, @Nullable String name) {
        String condition = name == null ? "" : " AND c.id = " + sql.scope().idOf(name);
        return names("""
                SELECT c.name FROM @conversation c
                WHERE c.namespace = ? AND (
                    SELECT t.said_at FROM @turn t WHERE t.conversation_id = c.id
                        AND t.position > c.forgotten_through ORDER BY t.position LIMIT 1) < ?""" + condition + " ORDER BY c.began_at, c.id", sql.namespace(), before);
    }

    private static @Nullable Instant instant(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    /** @throws StoreException if the row belongs to another name */
    static Checked checked(ResultSet rows, String name) throws SQLException {
        StoredConversation conversation = new StoredConversation(
                rows.getLong("id"),
                Sql.text(rows, "name"),
                rows.getBytes("settings"),
                rows.getLong("last_position"),
                rows.getLong("instructions_version"),
                rows.getLong("last_at"),
                Sql.whole(rows, "last_created"),
                new StoredConversation.Extent(
                        rows.getLong("revision"),
                        rows.getLong("forgotten_through"),
                        rows.getLong("turn_count"),
                        rows.getLong("content_sum")));
        if (!conversation.name().equals(name)) {
            throw new StoreException(
                    "the conversation's id has the same hash as another one; give the conversation another id");
        }
        return new Checked(conversation, Arrays.equals(rows.getBytes("content_hash"), conversation.contentHash()));
    }
}
