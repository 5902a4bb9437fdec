package io.histctl.resume;

import java.util.function.ToLongFunction;

/** A policy as a function. */
record NamedPolicy(String name, ToLongFunction<PolicyHistory> function) implements Policy {
    static final Policy SUMMARY = new NamedPolicy("summary", PolicyHistory::lastThatMustFold);
    static final Policy TRANSCRIPT = new NamedPolicy("transcript", history -> 0);

    @Override
    public long foldThrough(PolicyHistory history) {
        return function.applyAsLong(history);
    }

    @Override
    public String toString() {
        return name;
    }
}
