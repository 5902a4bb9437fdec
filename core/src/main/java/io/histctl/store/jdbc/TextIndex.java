package io.histctl.store.jdbc;

import org.apiguardian.api.API;

/** An index of the words of turns, kept up to date with each write in the same transaction. */
@API(status = API.Status.INTERNAL)
public interface TextIndex {
    /** Adds a new turn. */
    void add(long turnId, String document);

    /** Replaces the words of a turn, if it is indexed. */
    void replace(long turnId, String before, String after);

    /** Removes a turn, if it is indexed. */
    void remove(long turnId, String document);

    /** Runs the removals of so many turns, which may take less time together. */
    void removing(long turns, Runnable removals);

    /** Empties the index, which is built again when the store is next opened or searched. */
    void discard();
}
