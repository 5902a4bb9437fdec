package io.histctl.model;

/**
 * A number of input tokens, by kind.
 *
 * @param text text tokens
 * @param audio audio tokens
 * @param exact whether all numbers come from recorded usage; otherwise some are estimated or counted locally
 */
public record Tokens(long text, long audio, boolean exact) {
    /** No tokens, exactly. */
    public static final Tokens NONE = new Tokens(0, 0, true);

    /** Text and audio tokens together. */
    public long total() {
        return text + audio;
    }

    /** The sum of both numbers, exact if both are. */
    public Tokens plus(Tokens other) {
        return new Tokens(text + other.text, audio + other.audio, exact && other.exact);
    }
}
