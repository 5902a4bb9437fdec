package io.histctl.bench;

import java.time.Duration;

/**
 * How long a run may take.
 *
 * @param warmUp of each pair in this JVM
 * @param measured time of each pair in this JVM, both sides together
 * @param processes how often each command is run
 * @param divisor how many times smaller the largest workloads are made
 */
record Effort(Duration warmUp, Duration measured, int processes, int divisor) {
    /** The whole table in less than three minutes. */
    static final Effort QUICK = new Effort(Duration.ofMillis(1500), Duration.ofMillis(2000), 7, 10);

    /** The figures of the documentation. */
    static final Effort FULL = new Effort(Duration.ofSeconds(6), Duration.ofSeconds(8), 21, 1);
}
