package io.histctl.model;

import org.apiguardian.api.API;

/**
 * Estimates input tokens without a tokenizer. For natural languages the result is about right, usually between 10 %
 * too low and 50 % too high; it may be further off for other text.
 *
 * @hidden
 */
@API(status = API.Status.INTERNAL)
public final class TokenEstimate {
    /** What a message costs beyond its text: 7 for a first one in recordings, 4 for each further one. */
    public static final int PER_MESSAGE = 4;

    private static final int LETTERS_PER_TOKEN = 5;
    private static final int DIGITS_PER_TOKEN = 3;
    private static final int LAST_LATIN = 0x24F;
    private static final int LAST_ALPHABETIC = 0x1FFF;

    private TokenEstimate() {}

    /** About how many tokens a text costs. */
    public static long of(CharSequence text) {
        long halves = 0; // half tokens
        int run = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            int perToken = isLetter(c) ? LETTERS_PER_TOKEN : c >= '0' && c <= '9' ? DIGITS_PER_TOKEN : 0;
            if (perToken > 0) {
                halves += run % perToken == 0 ? 2 : 0;
                run++;
            } else {
                run = 0;
                halves += c == ' ' ? 0 : c > LAST_LATIN && c <= LAST_ALPHABETIC ? 1 : 2;
            }
        }
        return (halves + 1) / 2;
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
