package io.histctl.store.jdbc;

import io.histctl.model.ConversationMetadata;
import io.histctl.store.ForgottenKey;
import io.histctl.store.ReferenceRow;
import io.histctl.store.SearchTerms;
import io.histctl.store.SoundRow;
import io.histctl.store.StoredConversation;
import io.histctl.store.StoredSummary;
import io.histctl.store.StoredTurn;
import io.histctl.wire.SoundData;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes each row at once, within the transaction of a session. */
final class JdbcChangeTables implements ChangeTables {
    private final Statements statements;
    private final TextIndex index;
    private final TurnReader reader;
    private final TurnIdentity identity;
    private final TurnWriter turns;
    private final ReferenceTable references;
    private final SoundTable sounds;
    private final SummaryTable summaries;
    private final ConversationTable conversations;
    private final Session session;

    JdbcChangeTables(Session session, TextIndex index) {
        this.session = session;
        this.statements = session.statements();
        this.reader = new TurnReader(statements);
        this.identity = new TurnIdentity(statements);
        this.turns = new TurnWriter(statements, index);
        this.index = index;
        this.references = new ReferenceTable(statements);
        this.sounds = new SoundTable(statements);
        this.summaries = new SummaryTable(statements);
        this.conversations = new ConversationTable(session);
    }

    @Override
    public StoredConversation insert(StoredConversation begun) {
        return conversations.insert(begun);
    }

    @Override
    public boolean update(StoredConversation row) {
        return conversations.update(row);
    }

    @Override
    public boolean delete(StoredConversation row) {
        long turns = row.extent().turns();
        AtomicLong removed = new AtomicLong();
        index.removing(
                turns, () -> removed.set(removeFromIndex("SELECT id FROM turn WHERE conversation_id = ?", row.id())));
        if (removed.get() != turns) {
            index.discard(); // words of missing turns may remain in it
        }
        return conversations.delete(row);
    }

    @Override
    public boolean rename(StoredConversation row, String name) {
        return conversations.rename(row, name);
    }

    @Override
    public StoredConversation get(String name) {
        return conversations.get(name);
    }

    @Override
    public StoredTurn turn(StoredConversation conversation, long position) {
        return reader.get(conversation, position);
    }

    @Override
    public void append(
            StoredConversation conversation, StoredTurn turn, TurnWords words, List<@Nullable SoundData> data) {
        long id = turns.insert(conversation.id(), turn, words);
        putSounds(id, turn.sounds(), data);
        if (turn.row().state().replaced()) {
            markReplaced(id);
        }
    }

    @Override
    public void rewrite(StoredConversation conversation, StoredTurn before, StoredTurn after, TurnWords words) {
        turns.rewrite(conversation.id(), before, after, after.contentHash(), words);
    }

    @Override
    public void complete(
            StoredConversation conversation,
            StoredTurn before,
            StoredTurn after,
            TurnWords words,
            List<SoundData> data) {
        sounds.unlink(before.id());
        turns.rewrite(conversation.id(), before, after, after.contentHash(), words);
        putSounds(before.id(), after.sounds(), data);
        statements.update("DELETE FROM reply_piece WHERE turn_id = ?", before.id());
    }

    @Override
    public void replace(StoredConversation conversation, StoredTurn turn) {
        markReplaced(turn.id());
    }

    private void markReplaced(long turnId) {
        statements.update("UPDATE turn SET replaced = 1 WHERE id = ?", turnId);
    }

    @Override
    public void replaceFrom(StoredConversation conversation, long position, Consumer<byte[]> hashes) {
        statements.each(
                "SELECT content_hash FROM turn WHERE conversation_id = ? AND position >= ?"
                        + " AND instructions_version IS NULL AND replaced = 0",
                rows -> hashes.accept(Statements.bytes(rows, "content_hash")),
                conversation.id(),
                position);
        statements.update(
                "UPDATE turn SET replaced = 1 WHERE conversation_id = ? AND position >= ?"
                        + " AND instructions_version IS NULL AND replaced = 0",
                conversation.id(),
                position);
    }

    @Override
    public void forget(StoredConversation conversation, long through, Forgotten forgotten) {
        RetentionTables retention = new RetentionTables(session); // loads JDBI, which other changes don't need
        retention.eachForgettable(conversation, through, forgotten);
        List<Long> unused = sounds.of(conversation.id(), through);
        List<Long> forgettable = retention.forgettable(conversation, through);
        index.removing(forgettable.size(), () -> forgettable.forEach(id -> removeFromIndex("SELECT ?", id)));
        retention.forget(conversation, through);
        sounds.deleteUnused(unused);
    }

    @Override
    public void putForgotten(StoredConversation conversation, List<ForgottenKey> keys) {
        keys.forEach(key -> statements.update(
                "INSERT INTO forgotten_key (conversation_id, match_key, reply_key) VALUES (?, ?, ?)",
                conversation.id(),
                key.matchKey(),
                key.replyKey()));
    }

    @Override
    public List<Occurrence> quotedElsewhere(byte[] idHash, long conversationId) {
        return identity.quotedElsewhere(idHash, conversationId);
    }

    @Override
    public List<Occurrence> usableElsewhere(byte[] idHash, long conversationId) {
        return identity.usableElsewhere(idHash, conversationId);
    }

    @Override
    public Optional<ReferenceRow.Expiry> learned(byte[] valueHash) {
        return references.learned(valueHash);
    }

    @Override
    public List<Occurrence> withOtherExpiry(byte[] valueHash, long expiresAt) {
        return references.withOtherExpiry(valueHash, expiresAt);
    }

    @Override
    public void putSummary(StoredConversation conversation, StoredSummary summary) {
        summaries.put(conversation.id(), summary);
    }

    @Override
    public void dropSummariesFrom(StoredConversation conversation, long position) {
        summaries.dropFrom(conversation.id(), position);
    }

    @Override
    public void putMetadata(StoredConversation conversation, ConversationMetadata metadata) {
        new MetadataTable(statements).put(conversation.id(), metadata);
    }

    /** Removes turns from the index, and returns how many. */
    private long removeFromIndex(String ids, long argument) {
        AtomicLong removed = new AtomicLong();
        statements.each(
                "SELECT t.id, t.has_tools, x.text FROM turn t JOIN turn_text x ON x.turn_id = t.id WHERE t.id IN ("
                        + ids + ")",
                rows -> {
                    String text = Statements.text(rows, "text");
                    index.remove(rows.getLong("id"), SearchTerms.document(text, rows.getBoolean("has_tools")));
                    removed.incrementAndGet();
                },
                argument);
        return removed.get();
    }

    private void putSounds(long turnId, List<SoundRow> rows, List<? extends @Nullable SoundData> data) {
        for (int i = 0; i < rows.size(); i++) {
            SoundData sound = data.get(i);
            Long id = sound == null ? null : (Long) sounds.put(rows.get(i).hash(), sound.bytes(), sound.verbatim());
            turns.link(turnId, rows.get(i), id);
        }
    }
}
