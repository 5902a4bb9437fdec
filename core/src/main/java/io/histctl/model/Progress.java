package io.histctl.model;

/** Is told how far a long piece of work has come. */
@FunctionalInterface
public interface Progress {
    /** Tells nobody. */
    Progress NONE = (done, total) -> {};

    /** So much of the total is done, in ids or bytes, as the work says. */
    void update(long done, long total);
}
