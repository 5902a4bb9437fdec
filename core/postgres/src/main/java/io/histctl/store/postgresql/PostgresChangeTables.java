package io.histctl.store.postgresql;

import io.histctl.model.ConversationMetadata;
import io.histctl.store.ForgottenKey;
import io.histctl.store.ReferenceRow;
import io.histctl.store.StoredConversation;
import io.histctl.store.StoredSummary;
import io.histctl.store.StoredTurn;
import io.histctl.store.jdbc.ChangeTables;
import io.histctl.store.jdbc.TurnWords;
import io.histctl.wire.SoundData;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes changes. New turns are collected, and written together with their conversation by one statement. Everything else is
 * written at once, and needs a transaction that has locked the conversation.
 */
final class PostgresChangeTables implements ChangeTables {
    private final Sql sql;
    private final long writeId;
    private final boolean durable;
    private final PostgresTurnReader reader;
    private final PostgresConversations conversations;
    private final TurnIdentityRows identity;
    private final TurnRewrite rewrite;
    private final Map<Long, NewRows> added = new HashMap<>();
    private final Set<Long> begun = new HashSet<>();
    private final Map<StoredConversation, List<StoredTurn>> written = new HashMap<>();
    private final @Nullable Assumptions assumptions;
    private boolean lostRace;

    /**
     * Writes through a connection.
     *
     * @param assumptions receives what is assumed instead of being looked up; null to look it up
     */
    PostgresChangeTables(Sql sql, long writeId, boolean durable, @Nullable Assumptions assumptions) {
        this.assumptions = assumptions;
        this.sql = sql;
        this.writeId = writeId;
        this.durable = durable;
        this.reader = new PostgresTurnReader(sql);
        this.conversations = PostgresConversations.locking(sql);
        this.identity = new TurnIdentityRows(sql);
        this.rewrite = new TurnRewrite(sql);
    }

    @Override
    public StoredConversation insert(StoredConversation row) {
        long id = sql.scope().idOf(row.name());
        begun.add(id);
        return row.withId(id);
    }

    @Override
    public boolean update(StoredConversation row) {
        boolean begins = begun.remove(row.id());
        NewRows rows = rows(row);
        new CopiedRows(sql).putPruned(row.id(), rows.turns());
        ConversationWrite.Outcome outcome = new ConversationWrite(sql, row, begins, assumptions)
                .with(rows, writeId)
                .run(durable);
        StoredConversation.Extent extent = row.extent();
        if (outcome.written()) {
            long revision = begins ? 1 : extent.revision() + 1;
            written.put(
                    row.with(
                            row.lastPosition(),
                            new StoredConversation.Extent(
                                    revision, extent.forgottenThrough(), extent.turns(), extent.sum())),
                    rows.turns());
        }
        lostRace |= !outcome.written() && !Objects.equals(outcome.revision(), begins ? null : (Long) extent.revision());
        return outcome.written();
    }

    /** The conversations as they were written, with their new turns. */
    Map<StoredConversation, List<StoredTurn>> written() {
        return written;
    }

    /** Whether nothing was written because the revision was another one. */
    boolean lostRace() {
        return lostRace;
    }

    @Override
    public boolean delete(StoredConversation row) {
        return new ConversationDeletion(sql).delete(row);
    }

    @Override
    public boolean rename(StoredConversation row, String name) {
        return new ConversationRenaming(sql).rename(row, name);
    }

    @Override
    public StoredConversation get(String name) {
        return conversations.get(name);
    }

    @Override
    public StoredTurn turn(StoredConversation conversation, long position) {
        return rows(conversation).get(position).orElseGet(() -> reader.get(conversation, position));
    }

    @Override
    public void append(
            StoredConversation conversation, StoredTurn turn, TurnWords words, List<@Nullable SoundData> sounds) {
        rows(conversation).add(turn, words.text(), sounds);
    }

    @Override
    public void rewrite(StoredConversation conversation, StoredTurn before, StoredTurn after, TurnWords words) {
        if (rows(conversation).contains(after.position())) {
            rows(conversation).rewrite(after, words.text());
        } else {
            rewrite.put(conversation.id(), after, words.text(), writeId);
        }
    }

    @Override
    public void complete(
            StoredConversation conversation,
            StoredTurn before,
            StoredTurn after,
            TurnWords words,
            List<SoundData> sounds) {
        rewrite.put(conversation.id(), after, words.text(), writeId);
        rewrite.putSounds(conversation.id(), after, sounds);
    }

    @Override
    public void replace(StoredConversation conversation, StoredTurn turn) {
        sql.update(
                "UPDATE @turn SET replaced = true WHERE conversation_id = ? AND position = ?",
                conversation.id(),
                turn.position());
    }

    @Override
    public void replaceFrom(StoredConversation conversation, long position, Consumer<byte[]> hashes) {
        sql.each("""
                UPDATE @turn SET replaced = true
                WHERE conversation_id = ? AND position >= ? AND instructions_version IS NULL AND NOT replaced
                RETURNING content_hash""", rows -> hashes.accept(Sql.bytes(rows, "content_hash")), conversation.id(), position);
    }

    @Override
    public void forget(StoredConversation conversation, long through, Forgotten forgotten) {
        new RetentionRows(sql).forget(conversation, through, forgotten);
    }

    @Override
    public List<Occurrence> quotedElsewhere(byte[] idHash, long conversationId) {
        if (assumptions != null) {
            assumptions.noAudioId(idHash);
            return List.of();
        }
        return identity.quotedElsewhere(idHash, conversationId);
    }

    @Override
    public List<Occurrence> usableElsewhere(byte[] idHash, long conversationId) {
        return identity.usableElsewhere(idHash, conversationId);
    }

    @Override
    public Optional<ReferenceRow.Expiry> learned(byte[] valueHash) {
        if (assumptions != null) {
            assumptions.noReference(valueHash);
            return Optional.empty();
        }
        return new ReferenceRows(sql).learned(valueHash);
    }

    @Override
    public List<Occurrence> withOtherExpiry(byte[] valueHash, long expiresAt) {
        return new ReferenceRows(sql).withOtherExpiry(valueHash, expiresAt);
    }

    @Override
    public void putSummary(StoredConversation conversation, StoredSummary summary) {
        new SummaryRows(sql).put(conversation.id(), summary);
    }

    @Override
    public void dropSummariesFrom(StoredConversation conversation, long position) {
        new SummaryRows(sql).dropFrom(conversation.id(), position);
    }

    @Override
    public void putMetadata(StoredConversation conversation, ConversationMetadata metadata) {
        new MetadataRows(sql).put(conversation.id(), metadata);
    }

    @Override
    public void putForgotten(StoredConversation conversation, List<ForgottenKey> keys) {
        new CopiedRows(sql).putForgotten(conversation.id(), keys);
    }

    private NewRows rows(StoredConversation conversation) {
        return added.computeIfAbsent(conversation.id(), id -> new NewRows());
    }
}
