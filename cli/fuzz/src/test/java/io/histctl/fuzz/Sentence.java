package io.histctl.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

/** What must hold of everything that is told when input is refused. */
public final class Sentence {
    /** The one word that is said in all the seeds, so that an error which quotes a chat is seen. */
    public static final String SAID = "kwatsch";

    private Sentence() {}

    /** Fails where it is more than a sentence, tells of Java, or quotes what was said. */
    public static void check(String told) {
        assertThat(told)
                .isNotBlank()
                .hasSizeLessThan(500)
                .doesNotContain("\n", "Exception", "java.", "fasterxml", "sqlite.")
                .doesNotContainIgnoringCase(SAID)
                .matches(text -> text.codePoints().noneMatch(Character::isISOControl), "has no control character");
    }
}
