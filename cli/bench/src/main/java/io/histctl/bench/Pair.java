package io.histctl.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Times of two ways to do the same work, taken in turn in one run.
 *
 * @param histctl in ms
 * @param other in ms
 */
record Pair(Samples histctl, Samples other) {
    private static final double ROUND_MILLIS = 10;

    /** Measures calls in this JVM after a warm-up. */
    static Pair inProcess(Effort effort, Step histctl, Step other) throws Exception {
        int[] calls = {calls(effort.warmUp(), histctl), calls(effort.warmUp(), other)};
        List<Double> first = new ArrayList<>();
        List<Double> second = new ArrayList<>();
        long end = System.nanoTime() + effort.measured().toNanos();
        do {
            repeat(calls[0], histctl, first);
            repeat(calls[1], other, second);
        } while (System.nanoTime() < end || first.size() < 5);
        return new Pair(Samples.of(first), Samples.of(second));
    }

    /** Measures each step a few times without a warm-up, for work of seconds. */
    static Pair ofRuns(int runs, Step histctl, Step other) throws Exception {
        List<Double> first = new ArrayList<>();
        List<Double> second = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            repeat(1, histctl, first);
            repeat(1, other, second);
        }
        return new Pair(Samples.of(first), Samples.of(second));
    }

    double ratio() {
        return histctl.median() / other.median();
    }

    /** Warms up, and returns how many calls fit into a round. */
    private static int calls(Duration warmUp, Step step) throws Exception {
        List<Double> times = new ArrayList<>();
        long end = System.nanoTime() + warmUp.toNanos() / 2;
        do {
            repeat(1, step, times);
        } while (System.nanoTime() < end);
        double last = Samples.of(times.subList(times.size() / 2, times.size())).median();
        return (int) Math.max(1, Math.min(500, ROUND_MILLIS / last));
    }

    private static void repeat(int calls, Step step, List<Double> times) throws Exception {
        for (int i = 0; i < calls; i++) {
            step.prepare();
            long begin = System.nanoTime();
            step.run();
            times.add((System.nanoTime() - begin) / 1e6);
        }
    }
}
