package io.histctl.store;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as it is stored. Times are epoch milliseconds.
 *
 * @param id 0 for a conversation that is not stored yet
 * @param settings JSON of the newest request without its messages; null if none was recorded
 * @param instructionsVersion the version of the current leading instructions; 0 if there are none
 * @param lastAt when its newest exchange took place
 * @param lastCreated the newest {@code created} of a reply
 */
@API(status = API.Status.INTERNAL)
public record StoredConversation(
        long id,
        String name,
        byte @Nullable [] settings,
        long lastPosition,
        long instructionsVersion,
        long lastAt,
        @Nullable Long lastCreated,
        Extent extent) {

    /**
     * The extent of a stored conversation.
     *
     * @param revision incremented by every change
     * @param forgottenThrough turns through this position were deleted on request
     * @param turns how many there are
     * @param sum of their content hashes, see {@link ContentHash#summand}
     */
    public record Extent(long revision, long forgottenThrough, long turns, long sum) {
        static final Extent EMPTY = new Extent(0, 0, 0, 0);
    }

    /** A conversation that will be created by its first change. */
    public static StoredConversation begin(String name, long at) {
        return new StoredConversation(0, name, null, 0, 0, at, null, Extent.EMPTY);
    }

    /** Whether it is stored. */
    public boolean isStored() {
        return id != 0;
    }

    /** The same conversation with another name. */
    public StoredConversation withName(String other) {
        return new StoredConversation(
                id, other, settings, lastPosition, instructionsVersion, lastAt, lastCreated, extent);
    }

    /** The same conversation with the id that its row gets. */
    public StoredConversation withId(long newId) {
        return new StoredConversation(
                newId, name, settings, lastPosition, instructionsVersion, lastAt, lastCreated, extent);
    }

    /** The same conversation after an exchange. */
    public StoredConversation with(
            byte @Nullable [] newSettings, long newInstructionsVersion, long at, @Nullable Long created) {
        Long newest = created == null || (lastCreated != null && lastCreated >= created) ? lastCreated : created;
        return new StoredConversation(
                id, name, newSettings, lastPosition, newInstructionsVersion, Math.max(lastAt, at), newest, extent);
    }

    /** The same conversation with another end and extent. */
    public StoredConversation with(long newLastPosition, Extent newExtent) {
        return new StoredConversation(
                id, name, settings, newLastPosition, instructionsVersion, lastAt, lastCreated, newExtent);
    }

    /** The hash of this row, with the count and the sum of its turns. */
    public byte[] contentHash() {
        return new ContentHash()
                .add(name)
                .add(settings)
                .add(lastPosition)
                .add(instructionsVersion)
                .add(lastCreated)
                .add(extent.forgottenThrough())
                .add(extent.turns())
                .add(extent.sum())
                .tagged();
    }
}
