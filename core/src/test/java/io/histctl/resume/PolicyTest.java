package io.histctl.resume;

import static io.histctl.resume.Turns.MARGIN;
import static io.histctl.resume.Turns.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.resume.PolicyHistory.Form;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A policy names a position; the planner folds whole exchanges and never an unanswered question. */
class PolicyTest {
    private static final String CHAT = "user usable user usable user usable user";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0   | 0
            -5  | 0
            1   | 2
            2   | 2
            3   | 4
            6   | 6
            7   | 6
            99  | 6
            """)
    void aPositionFoldsTheWholeExchange(long wanted, long foldedThrough) {
        Policy policy = Policy.of("fixed", history -> wanted);

        assertThat(Planner.plan(Turns.of(CHAT), terms(policy)).foldedThrough()).isEqualTo(foldedThrough);
    }

    @Test
    void aPolicySeesTheCurrentTurnsAndHowEachWouldBeSent() {
        List<PolicyHistory> seen = new ArrayList<>();
        Policy policy = Policy.of("curious", history -> {
            seen.add(history);
            return 0;
        });

        Planner.plan(
                Turns.of("system+leading user+replaced user usable expired text refusal calls:a user"), terms(policy));

        assertThat(seen.get(0).at()).isEqualTo(NOON);
        assertThat(seen.get(0).wantsAudio()).isTrue();
        assertThat(seen.get(0).turns().stream().map(PolicyHistory.Turn::position))
                .containsExactly(3L, 4L, 5L, 6L, 7L, 8L, 9L);
        assertThat(seen.get(0).turns().stream().map(PolicyHistory.Turn::form))
                .containsExactly(
                        Form.OTHER, Form.AUDIO_ID, Form.TEXT_OF_AUDIO, Form.TEXT, Form.OTHER, Form.OTHER, Form.OTHER);
        assertThat(seen.get(0).lastThatMustFold()).isEqualTo(6);
    }

    @Test
    void turnsThatAPolicyKeepsAreSentAsTranscriptsIfTheirAudioExpired() {
        ResumePlan plan =
                Planner.plan(Turns.of("user usable user expired user"), terms(Policy.of("first", history -> 2)));

        assertThat(plan.turns().stream().map(PlannedTurn::decision))
                .containsExactly(
                        Decision.SUMMARIZED,
                        Decision.SUMMARIZED,
                        Decision.VERBATIM,
                        Decision.AS_TRANSCRIPT,
                        Decision.VERBATIM);
        assertThat(plan.voice()).isEqualTo(Voice.AT_RISK);
    }

    @Test
    void policiesAreNamedInReports() {
        assertThat(Policy.summary().name()).isEqualTo("summary");
        assertThat(Policy.transcript().name()).isEqualTo("transcript");
        assertThat(Policy.of("mine", history -> 0))
                .hasToString("mine")
                .extracting(Policy::name)
                .isEqualTo("mine");
    }

    private static Terms terms(Policy policy) {
        return new Terms(NOON, MARGIN, policy, true, List.of(), false, 0);
    }
}
