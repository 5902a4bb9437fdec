package io.histctl.resume;

import static io.histctl.resume.Turns.MARGIN;
import static io.histctl.resume.Turns.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Why each turn is sent, folded or omitted at noon. Every reason is true of its turn. */
class ReasonTest {
    private static final Terms VOICE = terms(Policy.summary(), true);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            user usable                       | UNCHANGED AUDIO_USABLE
            user usable+text                  | UNCHANGED AUDIO_USABLE
            user refusal                      | UNCHANGED REFUSAL
            user assistant                    | UNCHANGED EMPTY
            user+soundDeleted                 | SOUND_DELETED
            system+superseded system+leading  | SUPERSEDED_INSTRUCTIONS LEADING_INSTRUCTIONS
            user+replaced                     | REPLACED
            user calls:a result:a             | UNCHANGED TOOL_CALLS UNCHANGED
            user calls:a user                 | UNCHANGED UNANSWERED_CALLS UNCHANGED
            user refusal+calls:a user         | UNCHANGED REFUSAL UNCHANGED
            user result:a                     | UNCHANGED ORPHAN_RESULT
            calls:a result:a result:a         | TOOL_CALLS UNCHANGED DUPLICATE_RESULT
            calls:a,b result:a result:a       | UNANSWERED_CALLS ORPHAN_RESULT ORPHAN_RESULT
            """)
    void whatIsNotFolded(String turns, String reasons) {
        assertThat(reasons(turns, VOICE)).isEqualTo(reasons);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            user expired user                 | PRECEDES_FOLDED AUDIO_EXPIRED UNCHANGED
            user expiring user                | PRECEDES_FOLDED AUDIO_EXPIRING UNCHANGED
            user gone user                    | PRECEDES_FOLDED AUDIO_GONE UNCHANGED
            user pruned user                  | PRECEDES_FOLDED AUDIO_PRUNED UNCHANGED
            user expired+text user            | PRECEDES_FOLDED AUDIO_EXPIRED UNCHANGED
            user text user                    | PRECEDES_FOLDED TEXT_ENDANGERS_VOICE UNCHANGED
            user usable+text user expired     | PRECEDES_FOLDED PRECEDES_FOLDED PRECEDES_FOLDED AUDIO_EXPIRED
            user usable user text             | PRECEDES_FOLDED PRECEDES_FOLDED PRECEDES_FOLDED TEXT_ENDANGERS_VOICE
            user expired usable refusal user  | PRECEDES_FOLDED AUDIO_EXPIRED SAME_EXCHANGE SAME_EXCHANGE UNCHANGED
            user developer expired user       | PRECEDES_FOLDED FOLDED_INSTRUCTIONS AUDIO_EXPIRED UNCHANGED
            """)
    void whatIsFoldedToKeepTheVoice(String turns, String reasons) {
        assertThat(reasons(turns, VOICE)).isEqualTo(reasons);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            user text user                    | UNCHANGED TEXT UNCHANGED
            user expired+text user            | UNCHANGED TEXT_WITHOUT_AUDIO UNCHANGED
            user expired user                 | UNCHANGED AUDIO_EXPIRED UNCHANGED
            user expiring user                | UNCHANGED AUDIO_EXPIRING UNCHANGED
            user gone user                    | UNCHANGED AUDIO_GONE UNCHANGED
            user pruned user                  | UNCHANGED AUDIO_PRUNED UNCHANGED
            user usable user                  | UNCHANGED AUDIO_USABLE UNCHANGED
            """)
    void whatIsSentAsWords(String turns, String reasons) {
        assertThat(reasons(turns, terms(Policy.transcript(), true))).isEqualTo(reasons);
    }

    @Test
    void textIsNoDangerIfNoAudioIsWanted() {
        assertThat(reasons("user text user expired user", terms(Policy.summary(), false)))
                .isEqualTo("PRECEDES_FOLDED PRECEDES_FOLDED PRECEDES_FOLDED AUDIO_EXPIRED UNCHANGED");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            user usable user usable user      | TOKEN_LIMIT TOKEN_LIMIT UNCHANGED AUDIO_USABLE UNCHANGED
            user expired user usable user     | PRECEDES_FOLDED AUDIO_EXPIRED UNCHANGED AUDIO_USABLE UNCHANGED
            """)
    void whatIsFoldedForTheTokenLimit(String turns, String reasons) {
        assertThat(reasons(turns, VOICE.foldingThrough(2))).isEqualTo(reasons);
    }

    @Test
    void onlyWhatThePolicyLeavesIsFoldedForTheTokenLimit() {
        assertThat(reasons("user expired user usable user", VOICE.foldingThrough(4)))
                .isEqualTo("PRECEDES_FOLDED AUDIO_EXPIRED TOKEN_LIMIT TOKEN_LIMIT UNCHANGED");
    }

    @Test
    void aPolicyOfYourOwnIsNamedIfNothingElseCalledForTheFold() {
        Policy firstThree = Policy.of("first-three", history -> 3);

        assertThat(reasons("user usable user usable user", terms(firstThree, true)))
                .isEqualTo("POLICY POLICY POLICY SAME_EXCHANGE UNCHANGED");
        assertThat(reasons("user expired user usable user", terms(firstThree, true)))
                .isEqualTo("PRECEDES_FOLDED AUDIO_EXPIRED POLICY SAME_EXCHANGE UNCHANGED");
    }

    @Test
    void callsAloneSayWhy() {
        Terms answered = new Terms(NOON, MARGIN, Policy.summary(), true, List.of("a"), true, 0);

        assertThat(reasons("user text+calls:a", answered)).isEqualTo("UNCHANGED CALLS_WITHOUT_WORDS");
        assertThat(reasons("user usable+unheard+calls:a", answered)).isEqualTo("UNCHANGED CALLS_OF_UNHEARD");
        assertThat(reasons("user usable+unheard", answered)).isEqualTo("UNCHANGED UNHEARD");
    }

    @Test
    void aTurnCarriesItsAudioWhateverTheReason() {
        List<PlannedTurn> turns = Planner.plan(Turns.of("user usable+interrupted expired user"), VOICE)
                .turns();

        assertThat(turns.get(0).speech()).isNull();
        assertThat(turns.get(1).speech()).isNotNull();
        assertThat(turns.get(1).speech().heard()).hasSeconds(2);
        assertThat(turns.get(2).speech().status().describe(NOON)).isEqualTo("expired 30m ago");
    }

    private static Terms terms(Policy policy, boolean wantsAudio) {
        return new Terms(NOON, MARGIN, policy, wantsAudio, List.of(), false, 0);
    }

    private static String reasons(String turns, Terms terms) {
        return Planner.plan(Turns.of(turns), terms).turns().stream()
                .map(turn -> turn.reason().name())
                .collect(Collectors.joining(" "));
    }
}
