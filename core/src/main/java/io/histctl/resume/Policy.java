package io.histctl.resume;

import java.util.function.ToLongFunction;

/**
 * Decides how much of a conversation is folded into a summary. Turns that are not folded are sent by their audio id
 * while it can be used, otherwise as text.
 *
 * <p>Use {@link #summary()} or {@link #transcript()}, or bring one of your own:
 *
 * <pre>{@code
 * Policy lastTwenty = Policy.of("last-20", history -> history.turns().size() <= 20
 *         ? 0
 *         : history.turns().get(history.turns().size() - 21).position());
 * }</pre>
 *
 * <p>A policy must be deterministic and safe for use by many threads: one export may ask it several times.
 */
public interface Policy {
    /** The name of the policy in reports. */
    String name();

    /**
     * The position through which the conversation is folded; 0 to fold nothing.
     *
     * <p>A position within an exchange folds the whole exchange. User turns that still wait for an answer are never
     * folded, and instructions are sent in any case.
     */
    long foldThrough(PolicyHistory history);

    /**
     * Folds everything through the last turn that can't be sent by its audio id, if its text would make the model stop
     * speaking: the model starts its voice anew.
     */
    static Policy summary() {
        return NamedPolicy.SUMMARY;
    }

    /** Folds nothing: every word is sent, and the voice may be lost. */
    static Policy transcript() {
        return NamedPolicy.TRANSCRIPT;
    }

    /**
     * A policy of your own.
     *
     * @param name the name in reports
     * @param foldThrough see {@link #foldThrough(PolicyHistory)}
     */
    static Policy of(String name, ToLongFunction<PolicyHistory> foldThrough) {
        return new NamedPolicy(name, foldThrough);
    }
}
