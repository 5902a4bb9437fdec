package io.histctl.store;

import io.histctl.model.Instants;
import java.time.Clock;
import java.time.Instant;
import java.util.function.BiFunction;
import org.apiguardian.api.API;

/**
 * A conversation in a store, by its id, with the local clock. The conversation need not exist.
 *
 * @param id as users name it
 */
@API(status = API.Status.INTERNAL)
public record ConversationRef(Storage storage, Clock clock, String id) {
    /**
     * Reads the conversation within one snapshot.
     *
     * @throws io.histctl.error.NotFoundException if it does not exist
     */
    public <T> T read(BiFunction<Reading, StoredConversation, T> work) {
        return storage.read(
                reading -> work.apply(reading, reading.conversations().get(id)));
    }

    /** Reads the conversation within one snapshot; one that does not exist has no turns. */
    public <T> T readOrBegin(BiFunction<Reading, StoredConversation, T> work) {
        return storage.read(reading -> work.apply(
                reading,
                reading.conversations().find(id).orElseGet(() -> StoredConversation.begin(id, now().toEpochMilli()))));
    }

    /**
     * Changes the conversation, as {@link Storage#change} does.
     *
     * @throws io.histctl.error.NotFoundException if it does not exist
     */
    public <T> T change(BiFunction<Reading, StoredConversation, Change<T>> plan) {
        return storage.change(
                reading -> plan.apply(reading, reading.conversations().get(id)));
    }

    /** The local time in whole milliseconds. */
    public Instant now() {
        return Instants.now(clock);
    }
}
