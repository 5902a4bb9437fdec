package io.histctl.standin;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random words and ids from one seed. */
final class Words {
    private static final String ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final String HEX = "0123456789abcdef";
    private static final int ONE_IN_EMPTY = 16;
    private static final List<String> PIECES = List.of(
            "Hello there.",
            "I can’t hear you.",
            "Fine, thank you!",
            "Über den Wolken, groß.",
            "今日はいい天気ですね。",
            "مرحبا بكم",
            "Привет, как дела?",
            "e\u0301tude",
            "👍🏽",
            "👩‍👩‍👧 family",
            "She said \"no\" and left.",
            "It's 5 o'clock",
            "first line\nsecond line",
            "tab\there",
            "C:\\temp\\new",
            "<b>&amp;</b>",
            "null",
            "{\"a\":1}",
            "a\u2028b");

    private final Random random;

    Words(Random random) {
        this.random = random;
    }

    /** Sometimes empty, as a reply of noise or silence would be. */
    String transcript() {
        return random.nextInt(ONE_IN_EMPTY) == 0 ? "" : sentence();
    }

    /** Never empty. */
    String sentence() {
        List<String> pieces = new ArrayList<>();
        for (int i = 1 + random.nextInt(5); i > 0; i--) {
            pieces.add(PIECES.get(random.nextInt(PIECES.size())));
        }
        return String.join(" ", pieces);
    }

    /** The text in pieces of one to eight characters, without splitting a character. At least one piece, which may be empty. */
    List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int left = text.codePointCount(at, text.length());
            int end = text.offsetByCodePoints(at, Math.min(left, 1 + random.nextInt(8)));
            pieces.add(text.substring(at, end));
            at = end;
        }
        return pieces.isEmpty() ? List.of("") : pieces;
    }

    String hex(int length) {
        return draw(HEX, length);
    }

    String alphanumeric(int length) {
        return draw(ALPHANUMERIC, length);
    }

    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    private String draw(String alphabet, int length) {
        StringBuilder drawn = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            drawn.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return drawn.toString();
    }
}
