package io.histctl.resume;

import static io.histctl.resume.Turns.MARGIN;
import static io.histctl.resume.Turns.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.model.PlannedPart;
import io.histctl.model.Tokens;
import io.histctl.resume.PlannedTurn.Calls;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of each turn at noon. The words of the tables are those of {@link Turns}. */
class PlannerTest {
    private static final Terms VOICE_SUMMARY = new Terms(NOON, MARGIN, Policy.summary(), true, List.of(), false, 0);
    private static final Terms VOICE_TRANSCRIPT =
            new Terms(NOON, MARGIN, Policy.transcript(), true, List.of(), false, 0);
    private static final Terms TEXT_SUMMARY = new Terms(NOON, MARGIN, Policy.summary(), false, List.of(), false, 0);
    private static final Terms TEXT_TRANSCRIPT =
            new Terms(NOON, MARGIN, Policy.transcript(), false, List.of(), false, 0);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            user usable user                    | sent id sent                         | SAFE
            user expired user                   | folded folded sent                   | RESET
            user gone user                      | folded folded sent                   | RESET
            user pruned user                    | folded folded sent                   | RESET
            user expiring user                  | folded folded sent                   | RESET
            user text user                      | folded folded sent                   | RESET
            user usable+text user               | sent id sent                         | SAFE
            user text user usable+text user     | folded folded sent id sent           | RESET
            user expired                        | folded folded                        | RESET
            user usable user expired user       | folded folded folded folded sent     | RESET
            user expired user usable user       | folded folded sent id sent           | RESET
            user expired usable user            | folded folded folded sent            | RESET
            user expired user user              | folded folded sent sent              | RESET
            user refusal user                   | sent sent sent                       | SAFE
            user calls:a result:a usable user   | sent sent sent id sent               | SAFE
            user calls:a result:a expired user  | folded folded folded folded sent     | RESET
            user expired calls:a result:a user  | folded folded folded folded sent     | RESET
            user                                | sent                                 | SAFE
            user assistant user                 | sent omitted sent                    | SAFE
            """)
    void aSpokenChatIsSentByIdAndFoldedThroughTheLastReplyThatCannotBe(String turns, String decisions, Voice voice) {
        assertPlan(turns, VOICE_SUMMARY, decisions, voice);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            user usable user                    | sent id sent                         | SAFE
            user expired user                   | sent transcript sent                 | AT_RISK
            user gone user                      | sent transcript sent                 | AT_RISK
            user text user                      | sent sent sent                       | AT_RISK
            user expired+text user              | sent sent sent                       | AT_RISK
            user usable+text user               | sent id sent                         | SAFE
            user refusal user                   | sent sent sent                       | SAFE
            """)
    void aTranscriptInTheHistoryPutsTheVoiceAtRisk(String turns, String decisions, Voice voice) {
        assertPlan(turns, VOICE_TRANSCRIPT, decisions, voice);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            user text user usable user          | sent sent sent id sent
            user expired user                   | folded folded sent
            user expired+text user              | folded folded sent
            """)
    void aWrittenChatIsFoldedOnlyForItsExpiredAudio(String turns, String decisions) {
        assertPlan(turns, TEXT_SUMMARY, decisions, Voice.NOT_WANTED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            user text user                      | sent sent sent
            user expired user                   | sent transcript sent
            user+soundDeleted text user         | transcript sent sent
            user expired+refusal user           | sent transcript sent
            """)
    void aWrittenChatKeepsEveryWord(String turns, String decisions) {
        assertPlan(turns, TEXT_TRANSCRIPT, decisions, Voice.NOT_WANTED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            system+superseded system+leading user usable         | omitted sent sent id
            system+leading user usable system user               | sent sent id sent sent
            system+leading user expired developer user           | sent folded folded sent sent
            user system expired user                             | folded sent folded sent
            user+replaced usable+replaced user usable            | omitted omitted sent id
            user expired+replaced user usable                    | sent omitted sent id
            """)
    void instructionsAreNeverFoldedAndReplacedTurnsNeverSent(String turns, String decisions) {
        assertThat(decisions(plan(turns, VOICE_SUMMARY))).isEqualTo(decisions);
    }

    @Test
    void onlyTheNewestInstructionsAreLeading() {
        ResumePlan plan = plan("system+superseded system+leading user system", VOICE_SUMMARY);

        assertThat(plan.turns().stream().map(PlannedTurn::leading)).containsExactly(false, true, false, false);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            user calls:a                          | sent omitted
            user usable+calls:a                   | sent id-without-calls
            user text+calls:a user                | sent sent-without-calls sent
            user calls:a,b result:a user          | sent omitted omitted sent
            user result:a user                    | sent omitted sent
            user calls:a result:a                 | sent sent sent
            user calls:a result:a result:b        | sent sent sent omitted
            user functionCall function user       | sent sent sent sent
            """)
    void callsAndResultsAreSentTogetherOrNotAtAll(String turns, String decisions) {
        assertThat(decisions(plan(turns, TEXT_TRANSCRIPT))).isEqualTo(decisions);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            user calls:a                          | sent sent
            user usable+calls:a                   | sent id
            user expired+calls:a                  | sent calls-alone
            user text+calls:a                     | sent calls-alone
            user usable user text+calls:a         | sent id sent calls-alone
            user expired user calls:a             | folded folded sent sent
            user expired user expired+calls:a     | folded folded sent calls-alone
            user calls:a,b result:b               | sent sent sent
            user calls:b                          | sent omitted
            user calls:a user                     | sent omitted sent
            """)
    void callsWhoseResultsFollowAreKeptAndNeverFolded(String turns, String decisions) {
        ResumePlan plan = plan(turns, answeredBy("a"));

        assertThat(decisions(plan)).isEqualTo(decisions);
        assertThat(plan.voice()).isEqualTo(plan.folds() ? Voice.RESET : Voice.SAFE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            user usable+unheard user                    | sent omitted sent
            user usable+interrupted user                | sent id sent
            user refusal user                           | sent sent sent
            user expired+unheard user                   | sent omitted sent
            user usable+unheard+calls:a result:a user   | sent calls-alone sent sent
            user usable+unheard+calls:a user            | sent omitted sent
            user usable+text+unheard user               | sent omitted sent
            """)
    void repliesThatNobodyHeardAreLeftOutOnRequest(String turns, String decisions) {
        Terms skipping = new Terms(NOON, MARGIN, Policy.summary(), true, List.of(), true, 0);

        assertPlan(turns, skipping, decisions, Voice.SAFE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            user calls:a,a result:a result:a user             | sent sent sent sent sent
            user calls:a,a result:a result:a result:a user    | sent sent sent sent omitted sent
            user calls:a,a result:a user                      | sent omitted omitted sent
            user calls:a,b,a result:b result:a result:a user  | sent sent sent sent sent sent
            """)
    void resultsOfAnIdThatOccursTwiceAnswerItsCallsInOrder(String turns, String decisions) {
        assertThat(decisions(plan(turns, TEXT_TRANSCRIPT))).isEqualTo(decisions);
    }

    @Test
    void bothCallsOfAnIdMustBeAnsweredByWhatIsAppended() {
        assertThat(decisions(plan("user calls:a,a", answeredBy("a")))).isEqualTo("sent omitted");
        assertThat(decisions(plan("user calls:a,a", answeredBy("a", "a")))).isEqualTo("sent sent");
        assertThat(decisions(plan("user calls:a,a result:a", answeredBy("a")))).isEqualTo("sent sent sent");
    }

    @Test
    void aTranscriptIsSentWithItsCallsEvenIfTheirResultsFollow() {
        Terms answered = new Terms(NOON, MARGIN, Policy.transcript(), true, List.of("a"), false, 0);

        assertPlan("user expired+calls:a", answered, "sent transcript", Voice.AT_RISK);
    }

    private static Terms answeredBy(String... ids) {
        return new Terms(NOON, MARGIN, Policy.summary(), true, List.of(ids), false, 0);
    }

    @Test
    void repliesThatNobodyHeardAreSentUnlessAskedOtherwise() {
        assertPlan("user usable+unheard user", VOICE_SUMMARY, "sent id sent", Voice.SAFE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0   | sent id sent id sent
            1   | folded id sent id sent
            2   | folded folded sent id sent
            4   | folded folded folded folded sent
            5   | folded folded folded folded sent
            99  | folded folded folded folded sent
            """)
    void moreIsFoldedOnRequestButNoQuestionThatWaitsForItsAnswer(long foldThrough, String decisions) {
        ResumePlan plan = plan("user usable user usable user", VOICE_SUMMARY.foldingThrough(foldThrough));

        assertThat(decisions(plan)).isEqualTo(decisions);
        assertThat(plan.foldedThrough()).isEqualTo(Math.min(foldThrough, 4));
        assertThat(plan.folds()).isEqualTo(foldThrough > 0);
    }

    @Test
    void aFoldEndsAtThePositionOfItsLastTurnWhateverWasReplacedBefore() {
        assertThat(plan("user+replaced user expired user", VOICE_SUMMARY).foldedThrough())
                .isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            user usable user usable user          | 2 4
            user usable                           | 2
            user user usable user                 | 3
            user                                  |
            user calls:a result:a usable user usable | 4 6
            user usable system user usable        | 3 5
            user usable user calls:a              | 2 4
            """)
    void aFoldCanEndBetweenExchanges(String turns, String ends) {
        List<Long> positions = Planner.foldEnds(Turns.of(turns), VOICE_SUMMARY);

        assertThat(positions.stream().map(String::valueOf).collect(Collectors.joining(" ")))
                .isEqualTo(ends == null ? "" : ends);
    }

    @Test
    void exchangesEndWhateverHasExpired() {
        assertThat(Planner.exchangeEnds(Turns.of("user expired user text user")))
                .containsExactly(2L, 4L);
    }

    @Test
    void aFoldCannotEndAfterCallsWhoseResultsFollow() {
        assertThat(Planner.foldEnds(Turns.of("user usable user calls:a"), answeredBy("a")))
                .containsExactly(2L);
    }

    @Test
    void thePlanIsValidUntilItsFirstIdExpires() {
        Instant first = NOON.plus(Duration.ofMinutes(10));
        Instant second = NOON.plus(Duration.ofMinutes(20));
        List<Outline> turns = Turns.history(
                Turns.user(),
                Turns.assistantAudio().expiringAt(second),
                Turns.user(),
                Turns.assistantAudio().expiringAt(first),
                Turns.user(),
                Turns.assistantAudio().expiringAt(second));

        assertThat(Planner.plan(turns, VOICE_SUMMARY).validUntil()).isEqualTo(first);
        assertThat(Planner.plan(turns, VOICE_SUMMARY.foldingThrough(4)).validUntil())
                .isEqualTo(second);
        assertThat(plan("user text", TEXT_TRANSCRIPT).validUntil()).isNull();
    }

    @Test
    void anIdIsUsedOnlyIfItOutlivesTheMargin() {
        Instant atMargin = NOON.plus(MARGIN);
        List<Outline> turns = Turns.history(
                Turns.user(),
                Turns.assistantAudio().expiringAt(atMargin),
                Turns.user(),
                Turns.assistantAudio().expiringAt(atMargin.plusMillis(1)));

        assertThat(decisions(Planner.plan(turns, VOICE_TRANSCRIPT))).isEqualTo("sent transcript sent id");
    }

    @Test
    void theCostBeforeIsThatOfTheCurrentTurnsAndTheCostAfterThatOfWhatIsSent() {
        List<Outline> turns = Turns.history(
                Turns.system().costing(1_000, 0),
                Turns.user().costing(100, 1),
                Turns.assistantAudio().expiringAt(NOON).costing(20, 7));

        assertThat(Planner.plan(turns, VOICE_TRANSCRIPT).before()).isEqualTo(new Tokens(1_120, 0, true));
        assertThat(Planner.plan(turns, VOICE_TRANSCRIPT).after()).isEqualTo(new Tokens(1_107, 0, false));
        assertThat(Planner.plan(turns, VOICE_SUMMARY).after()).isEqualTo(new Tokens(1_000, 0, true));
    }

    @Test
    void replacedAndSupersededTurnsCostNothing() {
        ResumePlan plan = plan("system+superseded system+leading user+replaced user", VOICE_SUMMARY);

        assertThat(plan.before()).isEqualTo(new Tokens(20, 0, true));
        assertThat(plan.after()).isEqualTo(plan.before());
    }

    @Test
    void everyTurnAppearsOnceInOrder() {
        ResumePlan plan = plan("system+superseded system+leading user+replaced user expired user", VOICE_SUMMARY);

        assertThat(plan.turns().stream().map(PlannedTurn::position)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    }

    @Test
    void aConversationWithoutTurnsIsAnEmptyPlan() {
        ResumePlan plan = Planner.plan(List.of(), VOICE_SUMMARY);

        assertThat(plan.turns()).isEmpty();
        assertThat(plan.folds()).isFalse();
        assertThat(plan.voice()).isEqualTo(Voice.SAFE);
        assertThat(Planner.foldEnds(List.of(), VOICE_SUMMARY)).isEmpty();
    }

    @Test
    void decisionsAndVoicesAreNamedInReports() {
        assertThat(Decision.values())
                .extracting(Decision::toString)
                .containsExactly("verbatim", "by id", "as transcript", "with placeholders", "summarized", "omitted");
        assertThat(Voice.values())
                .extracting(Voice::toString)
                .containsExactly("safe", "reset", "at-risk", "not-wanted");
    }

    private static void assertPlan(String turns, Terms terms, String decisions, Voice voice) {
        ResumePlan plan = plan(turns, terms);
        assertThat(decisions(plan)).isEqualTo(decisions);
        assertThat(plan.voice()).isEqualTo(voice);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            user+image                          | sent
            user+file                           | sent
            user+expiredImage                   | placeholders
            user+expiringImage                  | placeholders
            user+image+expiredImage+file        | placeholders
            user+expiredImage+soundDeleted      | transcript
            user+expiredImage+replaced user     | omitted sent
            user+expiredImage usable user+image | placeholders id sent
            user+expiredImage expired user      | folded folded sent
            """)
    void anImageThatHasExpiredIsReplacedWithinItsTurn(String turns, String decisions) {
        assertThat(decisions(plan(turns, VOICE_SUMMARY))).isEqualTo(decisions);
    }

    @Test
    void onlyExpiredPartsAreReplaced() {
        PlannedTurn turn = plan("user+image+expiredImage+file+expiringImage", VOICE_SUMMARY)
                .turns()
                .get(0);
        assertThat(turn.parts()).extracting(PlannedPart::part).containsExactly(1, 3);
        assertThat(turn.parts()).allMatch(PlannedPart::expired);
        assertThat(turn.reason()).isEqualTo(Reason.REFERENCE_EXPIRED);
    }

    @Test
    void aPlanIsValidUntilTheFirstImageExpires() {
        assertThat(plan("user+file+image usable user", VOICE_SUMMARY).validUntil())
                .isEqualTo(NOON.plusSeconds(600));
        assertThat(plan("user+file+expiredImage", VOICE_SUMMARY).validUntil()).isNull();
        assertThat(plan("user+image expired user", VOICE_SUMMARY).validUntil()).isNull();
    }

    private static ResumePlan plan(String turns, Terms terms) {
        return Planner.plan(Turns.of(turns), terms);
    }

    private static String decisions(ResumePlan plan) {
        return plan.turns().stream().map(PlannerTest::word).collect(Collectors.joining(" "));
    }

    private static String word(PlannedTurn turn) {
        String decision = switch (turn.decision()) {
            case VERBATIM -> "sent";
            case BY_AUDIO_ID -> "id";
            case AS_TRANSCRIPT -> "transcript";
            case WITH_PLACEHOLDERS -> "placeholders";
            case SUMMARIZED -> "folded";
            case OMITTED -> "omitted";
        };
        return turn.calls() == Calls.ALONE
                ? "calls-alone"
                : decision + (turn.calls() == Calls.LEFT_OUT && turn.isSent() ? "-without-calls" : "");
    }
}
