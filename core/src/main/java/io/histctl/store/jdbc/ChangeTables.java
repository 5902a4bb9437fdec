package io.histctl.store.jdbc;

import io.histctl.model.ConversationMetadata;
import io.histctl.store.ForgottenKey;
import io.histctl.store.ReferenceRow;
import io.histctl.store.StoredConversation;
import io.histctl.store.StoredSummary;
import io.histctl.store.StoredTurn;
import io.histctl.wire.SoundData;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** The tables of an engine, as changes are written to them. Reads see what the same change has written before. */
@API(status = API.Status.INTERNAL)
public interface ChangeTables {
    /** A turn of some conversation. */
    record Occurrence(long conversationId, String conversation, long position) {}

    /** Receives the content hash of a turn and whether it was replaced. */
    interface Forgotten {
        void turn(byte[] contentHash, boolean replaced);
    }

    /** Inserts a new conversation; {@link #update} writes the rest of it. */
    StoredConversation insert(StoredConversation begun);

    /** Writes what changed; false if the conversation has changed since it was read. */
    boolean update(StoredConversation row);

    /** Deletes the conversation with all that belongs to it; false if it has changed since it was read. */
    boolean delete(StoredConversation row);

    /** Gives the conversation another name; false if it has changed since it was read. */
    boolean rename(StoredConversation row, String name);

    /** The conversation of this name, which must exist. */
    StoredConversation get(String name);

    /** The turn at this position, which must exist. */
    StoredTurn turn(StoredConversation conversation, long position);

    /**
     * Inserts a turn with its content hash.
     *
     * @param sounds the data of its sounds, in their order; null for a sound that was deleted
     */
    void append(StoredConversation conversation, StoredTurn turn, TurnWords words, List<@Nullable SoundData> sounds);

    /** Rewrites a turn but not its sounds. */
    void rewrite(StoredConversation conversation, StoredTurn before, StoredTurn after, TurnWords words);

    /** Rewrites a turn with its sounds. */
    void complete(
            StoredConversation conversation,
            StoredTurn before,
            StoredTurn after,
            TurnWords words,
            List<SoundData> sounds);

    /** Marks a turn as replaced. */
    void replace(StoredConversation conversation, StoredTurn turn);

    /** Marks the current turns from a position on as replaced, except leading instructions, and passes on their hashes. */
    void replaceFrom(StoredConversation conversation, long position, Consumer<byte[]> hashes);

    /** Deletes the turns through a position, except instructions in force, and passes on their hashes. */
    void forget(StoredConversation conversation, long through, Forgotten forgotten);

    /** Stores what identifies forgotten turns. */
    void putForgotten(StoredConversation conversation, List<ForgottenKey> keys);

    /** Turns of other conversations that quote an audio id without its reply having been recorded. */
    List<Occurrence> quotedElsewhere(byte[] idHash, long conversationId);

    /** Turns of other conversations with an audio id that is not gone there. */
    List<Occurrence> usableElsewhere(byte[] idHash, long conversationId);

    /** What was learned of a reference's value since it was recorded, from any turn that has it. */
    Optional<ReferenceRow.Expiry> learned(byte[] valueHash);

    /** The turns of any conversation with a value whose expiry is not this one. */
    List<Occurrence> withOtherExpiry(byte[] valueHash, long expiresAt);

    /** Stores a summary, replacing one that ends at the same turn. */
    void putSummary(StoredConversation conversation, StoredSummary summary);

    /** Drops the summaries that cover a turn at this position or after it. */
    void dropSummariesFrom(StoredConversation conversation, long position);

    /** Replaces title, tags and values. */
    void putMetadata(StoredConversation conversation, ConversationMetadata metadata);
}
