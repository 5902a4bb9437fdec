package io.histctl.model;

/**
 * Input tokens of a text without a tokenizer: cautious, so that a budget is kept. A word of plain letters counts one
 * token for each three letters begun, digits likewise, every other sign one for each of its UTF-8 bytes up to two.
 */
public final class TokenEstimate {
    /** What a message costs beside its text: 7 for a first one in recordings, 4 for each further one. */
    public static final int PER_MESSAGE = 4;

    private TokenEstimate() {}

    /** The estimate for this text. */
    public static long of(CharSequence text) {
        long tokens = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
            if (plain) {
                tokens += run++ % 3 == 0 ? 1 : 0;
            } else {
                run = 0;
                tokens += c == ' ' ? 0 : c < 0x80 ? 1 : c < 0x800 ? 1 : 2;
            }
        }
        return tokens;
    }
}
