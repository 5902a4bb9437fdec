package io.histctl.bench;

/** One way to do the work that is measured. */
interface Step {
    /** Prepares the next run outside of the measured time. */
    default void prepare() throws Exception {}

    void run() throws Exception;
}
