package io.histctl.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The turns of a snapshot. Turns are checked against their content hash as they are read, unless a method says
 * otherwise; a damaged one ends in a {@link io.histctl.error.StoreException}.
 */
@API(status = API.Status.INTERNAL)
public interface Turns {
    /** Passes on the turns of these positions, in their order. */
    void each(StoredConversation conversation, long from, long to, Consumer<StoredTurn> turns);

    /**
     * Passes on all turns, in their order.
     *
     * @throws io.histctl.error.StoreException at the end, if turns are missing
     */
    void all(StoredConversation conversation, Consumer<StoredTurn> turns);

    /** Passes on turns that this snapshot has checked before. */
    void again(StoredConversation conversation, long from, long to, Consumer<StoredTurn> turns);

    /** Passes on all turns without checking them. */
    void allUnchecked(StoredConversation conversation, Consumer<StoredTurn> turns);

    /** The turn at this position. */
    Optional<StoredTurn> at(StoredConversation conversation, long position);

    /**
     * The turn at this position, which must exist.
     *
     * @throws io.histctl.error.NotFoundException if it does not
     */
    StoredTurn get(StoredConversation conversation, long position);

    /** The stored words of a turn. */
    String text(StoredTurn turn);

    /** The model of the newest reply; null if none names one. */
    @Nullable
    String newestModel(StoredConversation conversation);

    /**
     * What identifies the first reply: its audio id, otherwise its response id, otherwise when it was said. It keys the signature of
     * summaries, since those who take part in the chat do not know it. Unchecked.
     */
    String firstReply(StoredConversation conversation);

    /** The last current turns in their order, without leading instructions; unchecked. */
    List<QuotableTurn> last(StoredConversation conversation, int limit);

    /** The first current turns in their order, without leading instructions; unchecked. */
    List<QuotableTurn> first(StoredConversation conversation, int limit);

    /** All current turns after a position in their order, without leading instructions; unchecked. */
    List<QuotableTurn> after(StoredConversation conversation, long position);

    /** Match keys of the leading instructions in force, in their order; unchecked. */
    List<Long> leadingKeys(StoredConversation conversation);

    /** Match keys of the instructions in mid-conversation through a position, in their order; unchecked. */
    List<Long> instructionKeys(StoredConversation conversation, long through);

    /** The turns of the replies with this key, in their order; unchecked. A server may give several replies one id. */
    List<StoredReply> replies(StoredConversation conversation, byte[] replyKey);

    /** The assistant turns with this audio id, given by its hash, in their order; unchecked. */
    List<StoredReply> repliesWithAudio(StoredConversation conversation, byte[] audioIdHash);

    /** Whether a reply with this match key came with a request and was not recorded as a reply; unchecked. */
    boolean isQuotedOnly(StoredConversation conversation, long matchKey);

    /** The match key of the last message before a position that is not a reply; unchecked. */
    OptionalLong questionKeyBefore(StoredConversation conversation, long position);

    /** The turn, in any conversation, with the most information about an audio id, given by its hash; unchecked. */
    Optional<StoredTurn> withAudio(byte[] audioIdHash);

    /** The positions of the turns with this match key; unchecked. */
    List<Long> positionsOf(StoredConversation conversation, long matchKey);

    /** The turns of any conversation that refer to an image or file by a value, given by its hash; unchecked. */
    List<ReferenceUse> referringTo(byte[] valueHash);

    /** A turn that refers to an image or file, even if that was pruned. */
    record ReferenceUse(String conversation, long position, boolean pruned) {}

    /** How often each match key occurs among forgotten turns. */
    Map<Long, Integer> forgottenKeys(StoredConversation conversation);

    /** What identifies the forgotten turns. */
    List<ForgottenKey> forgotten(StoredConversation conversation);

    /** Whether a reply with this key was forgotten. */
    boolean isForgotten(StoredConversation conversation, byte[] replyKey, long matchKey);

    /**
     * A reply that is stored.
     *
     * @param reply whether it was recorded as a reply, and not as a message of a request
     * @param size how much of it arrived, in bytes of message, sound and usage
     * @param created when it was made, in epoch milliseconds
     * @param idHash of its audio id; null if it has none
     */
    record StoredReply(
            long position,
            boolean replaced,
            boolean reply,
            boolean incomplete,
            long size,
            @Nullable Long created,
            long matchKey,
            byte @Nullable [] idHash) {}

    /** The position of the turn with this audio id, given by its hash. */
    OptionalLong positionOf(StoredConversation conversation, byte[] audioIdHash);

    /** How many current turns there are from a position on, without leading instructions. */
    int countFrom(StoredConversation conversation, long position);

    /** The position of the first turn that was not said before a moment, in epoch milliseconds; empty if all were. */
    OptionalLong firstSince(StoredConversation conversation, long moment);

    /** How many turns forgetting through a position would delete. */
    long countForgettable(StoredConversation conversation, long through);
}
