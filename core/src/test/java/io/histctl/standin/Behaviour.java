package io.histctl.standin;

/**
 * How the stand-in answers a request that breaks no rule.
 *
 * @param calls how many tools are called at once; 0 unless the kind is {@code TOOL_CALLS}
 */
public record Behaviour(Kind kind, int calls) {
    /** The kinds of answer. */
    public enum Kind {
        SPEAK,
        TOOL_CALLS,
        REFUSE,
        SERVER_ERROR
    }

    /** Speech if audio is requested and the history has no assistant turn as text, otherwise text. */
    public static Behaviour speak() {
        return new Behaviour(Kind.SPEAK, 0);
    }

    /** This many parallel tool calls. The request must offer tools. */
    public static Behaviour toolCalls(int calls) {
        if (calls < 1) {
            throw new IllegalArgumentException("at least one call, not " + calls);
        }
        return new Behaviour(Kind.TOOL_CALLS, calls);
    }

    /** A message with {@code refusal} and no content. */
    public static Behaviour refuse() {
        return new Behaviour(Kind.REFUSE, 0);
    }

    /** HTTP 500. */
    public static Behaviour serverError() {
        return new Behaviour(Kind.SERVER_ERROR, 0);
    }
}
