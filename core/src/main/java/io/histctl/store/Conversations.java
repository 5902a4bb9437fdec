package io.histctl.store;

import io.histctl.error.Remedy;
import io.histctl.error.StoreException;
import io.histctl.model.ConversationMetadata;
import io.histctl.resume.ReferenceTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** The conversations of a snapshot. */
@API(status = API.Status.INTERNAL)
public interface Conversations {
    /**
     * The conversation of this name.
     *
     * @throws io.histctl.error.StoreException if its row is damaged
     */
    Optional<StoredConversation> find(String name);

    /** The conversation of this name, even if its row is damaged. */
    Optional<Checked> findUnchecked(String name);

    /** A conversation and whether its row is undamaged. */
    record Checked(StoredConversation conversation, boolean intact) {
        /**
         * The conversation.
         *
         * @throws StoreException if it is damaged
         */
        public StoredConversation ensureIntact() {
            if (!intact) {
                throw new StoreException(
                        "the conversation " + conversation.name()
                                + " is damaged in the store; verify the store, and restore a backup",
                        Remedy.VERIFY);
            }
            return conversation;
        }
    }

    /**
     * The conversation of this name, which must exist.
     *
     * @throws io.histctl.error.NotFoundException if it does not
     */
    StoredConversation get(String name);

    /** The names of all conversations in the order in which they began. */
    List<String> names();

    /** The conversations that a query selects, in its order. */
    List<ListedConversation> list(ListQuery query);

    /** The title, tags and values of a conversation. */
    ConversationMetadata metadata(StoredConversation conversation);

    /** At most {@code limit} conversations with a turn of this audio id, given by its hash. */
    List<String> withAudioId(byte[] idHash, int limit);

    /** At most {@code limit} conversations with a turn of this match key, or a spoken reply with these words. */
    List<String> withMatchKey(long key, int limit);

    /** At most {@code limit} conversations that end with a message of this match key, or with an incomplete reply to it. */
    List<String> unanswered(long key, int limit);

    /** The newest {@code created} of all replies, as the reference time needs it. */
    ReferenceTime.Created newestCreated(Instant local);

    /** The reference time for a local clock. */
    default ReferenceTime referenceTime(Instant local) {
        return ReferenceTime.of(local, newestCreated(local));
    }

    /**
     * The conversations whose oldest turn was said before a moment.
     *
     * @param before epoch milliseconds
     * @param name the only conversation to consider; null for all
     */
    List<String> begunBefore(long before, @Nullable String name);
}
