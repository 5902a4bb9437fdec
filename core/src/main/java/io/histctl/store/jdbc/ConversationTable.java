package io.histctl.store.jdbc;

import io.histctl.error.NotFoundException;
import io.histctl.error.Remedy;
import io.histctl.model.ConversationMetadata;
import io.histctl.resume.ReferenceTime;
import io.histctl.store.Conversations;
import io.histctl.store.Derived;
import io.histctl.store.ListQuery;
import io.histctl.store.ListedConversation;
import io.histctl.store.StoredConversation;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table {@code conversation}, in plain JDBC since every export reads it. */
final class ConversationTable implements Conversations {
    private static final String FIND = """
            SELECT id, name, settings, last_position, instructions_version, last_at, last_created, revision,
                forgotten_through, turn_count, content_sum, content_hash
            FROM conversation WHERE name = ?""";

    private final Session session;
    private final Statements statements;

    ConversationTable(Session session) {
        this.session = session;
        this.statements = session.statements();
    }

    @Override
    public Optional<StoredConversation> find(String name) {
        return statements.first(FIND, ConversationTable::checked, name).map(Checked::ensureIntact);
    }

    @Override
    public Optional<Checked> findUnchecked(String name) {
        return statements.first(FIND, ConversationTable::checked, name);
    }

    @Override
    public StoredConversation get(String name) {
        return find(name)
                .orElseThrow(() -> new NotFoundException(
                        "there is no conversation of this id in " + session.place() + "; check the id",
                        Remedy.LIST_CONVERSATIONS));
    }

    @Override
    public List<String> names() {
        return statements.list(
                "SELECT name FROM conversation ORDER BY id", Integer.MAX_VALUE, rows -> Statements.text(rows, "name"));
    }

    @Override
    public List<ListedConversation> list(ListQuery query) {
        return new ConversationListing(session.handle(), query).entries();
    }

    @Override
    public ConversationMetadata metadata(StoredConversation conversation) {
        return new MetadataTable(statements).get(conversation.id());
    }

    @Override
    public List<String> withAudioId(byte[] idHash, int limit) {
        return statements.list("""
                SELECT DISTINCT c.name FROM audio a JOIN turn t ON t.id = a.turn_id
                    JOIN conversation c ON c.id = t.conversation_id
                WHERE a.id_hash = ? LIMIT ?""", limit, rows -> Statements.text(rows, "name"), idHash, (long) limit);
    }

    @Override
    public List<String> withMatchKey(long key, int limit) {
        return statements.list("""
                SELECT c.name FROM turn t JOIN conversation c ON c.id = t.conversation_id WHERE t.match_key = ?
                UNION
                SELECT c.name FROM turn t JOIN conversation c ON c.id = t.conversation_id WHERE t.transcript_key = ?
                LIMIT ?""", limit, rows -> Statements.text(rows, "name"), key, key, (long) limit);
    }

    /** Only the newest messages with the key are considered, since many conversations may begin with the same words. */
    @Override
    public List<String> unanswered(long key, int limit) {
        return statements.list("""
                SELECT DISTINCT c.name
                FROM (SELECT conversation_id, position FROM turn WHERE match_key = ? ORDER BY id DESC LIMIT ?) question
                    JOIN conversation c ON c.id = question.conversation_id
                    JOIN turn newest ON newest.conversation_id = c.id AND newest.position = c.last_position
                WHERE newest.position = question.position
                    OR (newest.position > question.position AND newest.incomplete = 1)""", limit, rows -> Statements.text(rows, "name"), key, (long) limit);
    }

    @Override
    public ReferenceTime.Created newestCreated(Instant local) {
        long limit = local.plus(ReferenceTime.PLAUSIBLE).toEpochMilli();
        Long newest = created("SELECT max(last_created) AS created FROM conversation WHERE last_created <= ?", limit);
        Long outlier = created("SELECT max(last_created) AS created FROM conversation WHERE last_created > ?", limit);
        if (outlier != null) { // an earlier reply of such a conversation may be the newest plausible one
            Long hidden = created("""
                    SELECT max(t.created) AS created FROM conversation c JOIN turn t ON t.conversation_id = c.id
                    WHERE c.last_created > ? AND t.created <= ?""", limit, limit);
            newest = newest == null || (hidden != null && hidden > newest) ? hidden : newest;
        }
        return new ReferenceTime.Created(instant(newest), instant(outlier));
    }

    @Override
    public List<String> begunBefore(long before, @Nullable String name) {
        return statements.list("""
                SELECT name FROM conversation c
                WHERE (CAST(? AS text) IS NULL OR name = ?) AND (
                    SELECT said_at FROM turn WHERE conversation_id = c.id
                        AND position > c.forgotten_through ORDER BY position LIMIT 1) < ?
                ORDER BY c.id""", Integer.MAX_VALUE, rows -> Statements.text(rows, "name"), name, name, before);
    }

    /** Inserts a new conversation; {@link #update} writes the rest of it. */
    StoredConversation insert(StoredConversation begun) {
        long id = statements.insert(
                "INSERT INTO conversation (name, created_at, last_at, derived_by) VALUES (?, ?, ?, ?) RETURNING id",
                begun.name(),
                begun.lastAt(),
                begun.lastAt(),
                Derived.VERSION);
        return begun.withId(id);
    }

    /** Writes what changed; false if the conversation has changed since it was read. */
    boolean update(StoredConversation row) {
        return statements.update(
                        """
                        UPDATE conversation
                        SET settings = ?, last_position = ?, instructions_version = ?, last_at = ?, last_created = ?,
                            forgotten_through = ?, turn_count = ?, content_sum = ?, content_hash = ?,
                            revision = revision + 1
                        WHERE id = ? AND revision = ?""",
                        row.settings(),
                        row.lastPosition(),
                        row.instructionsVersion(),
                        row.lastAt(),
                        row.lastCreated(),
                        row.extent().forgottenThrough(),
                        row.extent().turns(),
                        bytes(row.extent().sum()),
                        row.contentHash(),
                        row.id(),
                        row.extent().revision())
                == 1;
    }

    /** Renames a conversation and its owner's claim; false if it has changed since it was read. */
    boolean rename(StoredConversation row, String name) {
        new OwnerTable(session).move(row.name(), name);
        return statements.update(
                        """
                        UPDATE conversation SET name = ?, content_hash = ?, revision = revision + 1
                        WHERE id = ? AND revision = ?""",
                        name,
                        row.withName(name).contentHash(),
                        row.id(),
                        row.extent().revision())
                == 1;
    }

    /** Deletes a conversation with all that belongs to it; false if it has changed since it was read. */
    boolean delete(StoredConversation row) {
        SoundTable sounds = new SoundTable(statements);
        List<Long> unused = sounds.of(row.id(), Long.MAX_VALUE);
        int deleted = statements.update(
                "DELETE FROM conversation WHERE id = ? AND revision = ?",
                row.id(),
                row.extent().revision());
        sounds.deleteUnused(unused);
        new OwnerTable(session).release(row.name());
        return deleted == 1;
    }

    private @Nullable Long created(String sql, Object... arguments) {
        return statements
                .first(sql, rows -> Optional.ofNullable(Statements.whole(rows, "created")), arguments)
                .orElseThrow()
                .orElse(null);
    }

    private static @Nullable Instant instant(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    private static byte[] bytes(long sum) {
        return ByteBuffer.allocate(Long.BYTES).putLong(sum).array();
    }

    /** A sum of another length belongs to hashes of an earlier algorithm, which are derived again at open. */
    private static long sum(byte @Nullable [] bytes) {
        return bytes == null || bytes.length != Long.BYTES
                ? 0
                : ByteBuffer.wrap(bytes).getLong();
    }

    private static Checked checked(ResultSet rows) throws SQLException {
        StoredConversation conversation = new StoredConversation(
                rows.getLong("id"),
                Statements.text(rows, "name"),
                rows.getBytes("settings"),
                rows.getLong("last_position"),
                rows.getLong("instructions_version"),
                rows.getLong("last_at"),
                Statements.whole(rows, "last_created"),
                new StoredConversation.Extent(
                        rows.getLong("revision"),
                        rows.getLong("forgotten_through"),
                        rows.getLong("turn_count"),
                        sum(rows.getBytes("content_sum"))));
        return new Checked(conversation, Arrays.equals(rows.getBytes("content_hash"), conversation.contentHash()));
    }
}
