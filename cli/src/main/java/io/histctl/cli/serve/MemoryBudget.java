package io.histctl.cli.serve;

import java.util.concurrent.atomic.AtomicLong;

/** Limits the memory for the bodies of all requests together. Thread-safe. */
final class MemoryBudget {
    private final AtomicLong free;

    MemoryBudget(long bytes) {
        free = new AtomicLong(bytes);
    }

    /**
     * Reserves memory for a body.
     *
     * @throws Refusal if other requests use it
     */
    void reserve(long bytes) {
        if (free.addAndGet(-bytes) < 0) {
            free.addAndGet(bytes);
            throw new Refusal(503, "busy", "too many large requests at the same time; send this one again later");
        }
    }

    void release(long bytes) {
        free.addAndGet(bytes);
    }
}
