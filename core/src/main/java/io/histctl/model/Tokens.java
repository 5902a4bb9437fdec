package io.histctl.model;

/**
 * A number of input tokens, by kind.
 *
 * @param exact whether the numbers come from recorded usage alone; else some are estimated or counted without the server
 */
public record Tokens(long text, long audio, boolean exact) {
    /** Nothing, exactly. */
    public static final Tokens NONE = new Tokens(0, 0, true);

    /** Both kinds. */
    public long total() {
        return text + audio;
    }

    /** The sum, exact if both are. */
    public Tokens plus(Tokens other) {
        return new Tokens(text + other.text, audio + other.audio, exact && other.exact);
    }
}
