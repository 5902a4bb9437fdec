package io.histctl.store;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The turns of a snapshot. Turns are checked against their content hash as they are read, but where a method says
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

    /** All current turns after a position in their order, without leading instructions; unchecked. */
    List<QuotableTurn> after(StoredConversation conversation, long position);

    /** Match keys of the leading instructions in force, in their order; unchecked. */
    List<Long> leadingKeys(StoredConversation conversation);

    /** Match keys of the instructions in mid-conversation through a position, in their order; unchecked. */
    List<Long> instructionKeys(StoredConversation conversation, long through);

    /** The turn of a reply that is stored; unchecked. */
    Optional<StoredReply> reply(StoredConversation conversation, byte[] replyKey);

    /**
     * A reply that is stored.
     *
     * @param size how much of it arrived, in bytes of message, sound and usage
     */
    record StoredReply(long position, boolean incomplete, long size) {}

    /** The position of the turn with this audio id, given by its hash. */
    OptionalLong positionOf(StoredConversation conversation, byte[] audioIdHash);

    /** How many current turns there are from a position on, without leading instructions. */
    int countFrom(StoredConversation conversation, long position);

    /** The position of the first turn that was not said before a moment, in epoch milliseconds; empty if all were. */
    OptionalLong firstSince(StoredConversation conversation, long moment);

    /** How many turns forgetting through a position would delete. */
    long countForgettable(StoredConversation conversation, long through);
}
