package io.histctl.store;

import java.util.List;
import java.util.function.Function;
import org.apiguardian.api.API;

/**
 * A store of conversations on some engine. Safe for many threads; other processes may use the same store.
 *
 * <p>A unit of work is run again if another write changed what it read before its own changes were written. It must
 * have no side effects.
 */
@API(status = API.Status.INTERNAL)
public interface Storage extends AutoCloseable {
    /** Runs work on one snapshot. */
    <T> T read(Function<Reading, T> work);

    /**
     * Runs work on the newest state and writes its changes. They are durable when this returns, unless the store was
     * opened without durability.
     *
     * @throws io.histctl.error.StoreException if they could not be written; nothing is written then
     */
    <T> T change(Function<Reading, Change<T>> work);

    /**
     * Runs units of work one after the other, each on what those before it wrote, and makes them durable together. A
     * unit that throws ends the batch, and nothing of the batch is written.
     */
    <T> List<T> changeAll(List<Function<Reading, Change<T>>> units);

    /** Deletions across many conversations. */
    Sweeps sweeps();

    /** The owners of conversations. */
    Owners owners();

    /** Operations on the store as a whole. */
    Maintenance maintenance();

    /** Names the store in errors. */
    String describe();

    @Override
    void close();
}
