package io.histctl.model;

/** Receives progress updates from a long-running operation. Called from the thread that does the work. */
@FunctionalInterface
public interface Progress {
    /** Ignores the updates. */
    Progress NONE = (done, total) -> {};

    /**
     * Receives an update.
     *
     * @param done how much is done, in the operation's own unit
     * @param total how much there is; 0 if unknown
     */
    void update(long done, long total);
}
