package io.histctl.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class FactScoreTest {
    @Test
    void anAnswerScoresTheBestLinesShareOfItsContentWords() {
        FactScore score = FactScore.of(
                List.of("hiking, painting and the violin", "seven small boats"),
                "Ada: I hiked to a boat.\nBen: You paint and play the violins.\nAda: I have 7 boats.");

        assertThat(score.kept()).isCloseTo(100 * (1 + 2 / 3.0) / 2, within(1e-9));
        assertThat(score.complete()).isCloseTo(50, within(1e-9));
    }

    @Test
    void anAnswerWithoutContentWordsIsNotScored() {
        assertThat(FactScore.of(List.of("yes", "Rome"), "User: Rome.").kept()).isEqualTo(100);
    }

    @Test
    void wordsAreComparedByTheirStems() {
        assertThat(FactScore.words("Relational hoping, Ada's skies; two agreed 日本"))
                .containsExactly("relat", "hope", "ada", "sky", "2", "agre", "日", "本");
    }
}
