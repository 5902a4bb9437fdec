package io.histctl.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

/** Checks the error messages for refused input. */
public final class Sentence {
    /** A word in the messages of all seeds, to detect errors that quote a chat. */
    public static final String SAID = "kwatsch";

    private Sentence() {}

    /** Fails if the message is more than a sentence, mentions Java, or quotes the chat. */
    public static void check(String message) {
        assertThat(message)
                .isNotBlank()
                .hasSizeLessThan(500)
                .doesNotContain("\n", "Exception", "java.", "fasterxml", "sqlite.")
                .doesNotContainIgnoringCase(SAID)
                .matches(text -> text.codePoints().noneMatch(Character::isISOControl), "has no control character");
    }
}
