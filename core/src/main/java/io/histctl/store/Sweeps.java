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

    /** How many audio ids have expired and are not cleared yet. */
    long countExpired(Scope scope);

    /**
     * Clears the audio ids that have expired.
     *
     * @param now when they are cleared, in epoch milliseconds
     * @param progress receives how many are cleared so far
     * @return how many were cleared
     */
    long clearExpired(Scope scope, long now, LongConsumer progress);

    /** How many sounds precede an expired id. */
    OldSounds countOldSounds(Scope scope);

    /** Deletes those whose words are kept; their bytes too, unless another turn has them. */
    void deleteOldSounds(Scope scope);

    /**
     * Sounds that precede an expired id.
     *
     * @param withWords those whose words are kept
     */
    record OldSounds(long withWords, long withoutWords) {}
}
