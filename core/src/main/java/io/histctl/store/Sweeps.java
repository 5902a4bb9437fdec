package io.histctl.store;

import java.util.function.LongConsumer;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Deletions across many conversations. The engine runs them in batches, so that other writers can proceed in between. */
@API(status = API.Status.INTERNAL)
public interface Sweeps {
    /**
     * Which ids and sounds to delete.
     *
     * @param at epoch milliseconds at which ids are checked
     * @param conversation null for all
     */
    record Scope(long at, @Nullable String conversation) {}

    /** How much has expired and is not cleared yet. */
    Expired countExpired(Scope scope);

    /**
     * Clears the audio ids and other references that have expired.
     *
     * @param now when they are cleared, in epoch milliseconds
     * @param progress receives how many are cleared so far
     * @return how many were cleared
     */
    Expired clearExpired(Scope scope, long now, LongConsumer progress);

    /** How many sounds precede an expired id. */
    OldSounds countOldSounds(Scope scope);

    /** Deletes the sounds that have a transcript, and their bytes unless another turn has them. */
    void deleteOldSounds(Scope scope);

    /**
     * What has expired.
     *
     * @param references URLs and ids of images and files
     */
    record Expired(long audioIds, long references) {
        /** The number of all references. */
        public long total() {
            return audioIds + references;
        }
    }

    /**
     * Sounds that precede an expired id.
     *
     * @param withWords those whose words are kept
     */
    record OldSounds(long withWords, long withoutWords) {}
}
