package io.histctl.store;

import io.histctl.model.Words;
import java.util.List;
import org.apiguardian.api.API;

/** The first words of a conversation, which stand for a title that was not given. */
@API(status = API.Status.INTERNAL)
public final class FirstWords {
    /** How many turns may be searched for words. */
    public static final int TURNS = 6;

    /** How many characters of a turn are needed. */
    public static final int CHARACTERS = 200;

    private static final int LENGTH = 60;

    private FirstWords() {}

    /** The beginning of the first of these texts that contains words, on one line; empty if none does. */
    public static String of(List<String> texts) {
        return texts.stream()
                .map(text -> text.strip().replaceAll("\\s+", " "))
                .filter(text -> !text.isEmpty() && !Words.isPlaceholder(text))
                .map(FirstWords::shortened)
                .findFirst()
                .orElse("");
    }

    private static String shortened(String text) {
        if (text.codePointCount(0, text.length()) <= LENGTH) {
            return text;
        }
        String begin = text.substring(0, text.offsetByCodePoints(0, LENGTH - 1));
        int space = begin.lastIndexOf(' ');
        return (space > LENGTH / 2 ? begin.substring(0, space) : begin) + "…";
    }
}
