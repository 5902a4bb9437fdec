package io.histctl.model;

/**
 * Input tokens of a text without a tokenizer: cautious, so that a budget is kept. Plain letters cost one token for each
 * three begun, more where letters meet that seldom do in words, or capitals, or a digit; digits one for each three begun;
 * every other sign what the vocabulary o200k takes for it alone, at most.
 */
public final class TokenEstimate {
    /** What a message costs beside its text: 7 for a first one in recordings, 4 for each further one. */
    public static final int PER_MESSAGE = 4;

    /** Spaces that are one token together, at least. */
    private static final int SPACES = 32;

    private static final int SHORT = 3;

    private final String text;
    private int at;

    private TokenEstimate(String text) {
        this.text = text;
    }

    /** The estimate for this text. */
    public static long of(CharSequence text) {
        return new TokenEstimate(text.toString()).all();
    }

    private long all() {
        long tokens = 0;
        while (at < text.length()) {
            tokens += next();
        }
        return tokens;
    }

    private int next() {
        char c = text.charAt(at);
        if (isUpper(c) || isLower(c)) {
            return letters();
        }
        if (isDigit(c)) {
            return (skip('0', '9') + 2) / 3;
        }
        if (c == ' ') {
            return spaces();
        }
        at++;
        return c < 0x80 ? 1 : TokenCosts.of(c, at > 1 ? text.charAt(at - 2) : ' ');
    }

    /** Capitals and the small letters behind them. */
    private int letters() {
        int start = at;
        int capitals = skip('A', 'Z');
        int length = capitals + skip('a', 'z');
        int strange = length > 2 && (isDigitAt(start - 1) || isDigitAt(at)) ? 1 : 0;
        strange += length > 1 && (begins(start, length) || !hasVowel(start)) ? 1 : 0;
        for (int i = start; i + 1 < at; i++) {
            strange += TokenCosts.meet(text.charAt(i), text.charAt(i + 1)) ? 0 : 1;
        }
        return (length + 2 + (capitals > 1 ? capitals : 0)) / 3 + strange;
    }

    /** Whether a word begins here with no space before it: then it is seldom one piece; behind a sign a short one. */
    private boolean begins(int start, int length) {
        char before = start == 0 ? '\n' : text.charAt(start - 1);
        boolean sign = before > ' ' && !isUpper(before) && !isLower(before) && !isDigit(before);
        return before < 0x80 && before != ' ' && before != '\'' && (!sign || length <= SHORT);
    }

    /** Or an accented one beside it, as far as can be told. */
    private boolean hasVowel(int start) {
        boolean found = isOther(start - 1) || isOther(at);
        for (int i = start; i < at && !found; i++) {
            found = TokenCosts.isVowel(text.charAt(i));
        }
        return found;
    }

    /** The last space is part of the word behind it, but of no number. */
    private int spaces() {
        int length = skip(' ', ' ');
        if (at < text.length() && joins()) {
            return run(length - 1);
        }
        return at < text.length() ? 1 + run(length - 1) : run(length);
    }

    private static int run(int spaces) {
        return (spaces + SPACES - 1) / SPACES;
    }

    /** Whether the sign here takes a space before it; a letter of another script does only where a word follows. */
    private boolean joins() {
        char c = text.charAt(at);
        return c < 0x80 ? c > ' ' && !isDigit(c) : TokenCosts.isCommonLetter(c) && isOther(at + 1);
    }

    /** A sign beyond ASCII. */
    private boolean isOther(int index) {
        return index >= 0 && index < text.length() && text.charAt(index) >= 0x80;
    }

    /** Goes past all signs of a range; gives how many. */
    private int skip(char first, char last) {
        int start = at;
        while (at < text.length() && text.charAt(at) >= first && text.charAt(at) <= last) {
            at++;
        }
        return at - start;
    }

    private boolean isDigitAt(int index) {
        return index >= 0 && index < text.length() && isDigit(text.charAt(index));
    }

    private static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean isLower(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
