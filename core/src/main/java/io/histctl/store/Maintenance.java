package io.histctl.store;

import io.histctl.model.Progress;
import java.nio.file.Path;
import java.util.List;
import org.apiguardian.api.API;

/** Maintenance of a store as a whole. */
@API(status = API.Status.INTERNAL)
public interface Maintenance {
    /** Copies the store into a new file, from one snapshot; a copy that fails leaves no file. */
    void backup(Path file);

    /**
     * Takes over the secret of a store that is copied into this one, unless this one has conversations already.
     *
     * @return whether both have the same secret now
     */
    boolean adoptSecret(byte[] secret);

    /** Returns the space of deleted data to the system. */
    void compact();

    /**
     * Erases every copy of deleted content that the engine still keeps.
     *
     * @return false if a concurrent reader kept it from being erased yet
     */
    boolean eraseDeleted();

    /**
     * Ensures that every turn can be found by its words.
     *
     * @param progress receives how many turns are indexed
     */
    void completeSearch(Progress progress);

    /** The problems that the engine's own checks find; empty if there are none. */
    List<String> check();
}
