package io.histctl.store;

import java.util.function.LongConsumer;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Deletions over many conversations. The engine runs them in batches, so that writers get in between. */
@API(status = API.Status.INTERNAL)
public interface Sweeps {
    /**
     * Which ids and sounds are meant.
     *
     * @param at epoch milliseconds at which ids are checked
     * @param conversation null: all
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

    /** Deletes those whose words are kept; their bytes too, unless another turn has them. */
    void deleteOldSounds(Scope scope);

    /**
     * What has expired.
     *
     * @param references URLs and ids of images and files
     */
    record Expired(long audioIds, long references) {
        /** All of it. */
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
