package io.histctl.standin;

/** A count of tokens, by kind. */
record Tokens(int text, int audio) {
    static final Tokens NONE = new Tokens(0, 0);

    /** A rough count that is the same for the same text. */
    static Tokens ofText(String text) {
        return new Tokens((text.codePointCount(0, text.length()) + 3) / 4, 0);
    }

    Tokens plus(Tokens other) {
        return new Tokens(text + other.text, audio + other.audio);
    }

    int total() {
        return text + audio;
    }
}
