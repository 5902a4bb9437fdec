package io.histctl.summary.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SentencesTest {
    @Test
    void aSentenceEndsAtItsPunctuation() {
        assertThat(sentences("One. two! Three? (Yes.) \"No!\" Four"))
                .containsExactly("One.", "two!", "Three?", "(Yes.)", "\"No!\"", "Four");
    }

    @Test
    void aSentenceEndsEvenIfTheSpaceAfterItIsMissing() {
        assertThat(sentences("It is for Ana.You need 3.5 of them at example.com"))
                .containsExactly("It is for Ana.", "You need 3.5 of them at example.com");
    }

    @Test
    void initialsAndTitlesDoNotEndASentence() {
        assertThat(sentences("Dr. J. Doe came at 7 p.m. on Monday.")).hasSize(1);
    }

    @Test
    void anOrdinalNumberDoesNotEndASentence() {
        assertThat(sentences("Am 14. Mai um acht. Im Hotel 4471. Gut."))
                .containsExactly("Am 14. Mai um acht.", "Im Hotel 4471.", "Gut.");
    }

    @Test
    void aLineBreakEndsASentenceButAFractionDoesNot() {
        assertThat(sentences("first line / second line rated 95 / 100"))
                .containsExactly("first line /", "second line rated 95 / 100");
    }

    @Test
    void sentencesEndInEveryScript() {
        assertThat(sentences("你好。价格是1200元！好吗？")).containsExactly("你好。", "价格是1200元！", "好吗？");
        assertThat(sentences("ما اسمك؟ أنا علي.")).containsExactly("ما اسمك؟", "أنا علي.");
        assertThat(sentences("नमस्ते। मैं यहाँ हूँ।")).containsExactly("नमस्ते।", "मैं यहाँ हूँ।");
    }

    private static List<String> sentences(String text) {
        List<String> sentences = new ArrayList<>();
        int start = 0;
        for (int end : Sentences.ends(text)) {
            sentences.add(text.substring(start, end).strip());
            start = end;
        }
        return sentences;
    }
}
