package io.histctl.resume;

import static io.histctl.resume.Turns.MARGIN;
import static io.histctl.resume.Turns.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.histctl.error.OverBudgetException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How much is folded for a limit of input tokens. A summary costs 120 tokens, plus the words of each turn and 4 for its speaker.
 * It is never shortened below 200.
 */
class TokenBudgetTest {
    private static final Terms TERMS = new Terms(NOON, MARGIN, Policy.summary(), true, List.of(), false, 0);
    private static final long SUMMARY = 2_000;

    /** Three exchanges of 1,000 tokens each, 100 of them in words, and an open question of 50. */
    private static final List<Outline> THREE_EXCHANGES = Turns.history(
            Turns.user().costing(500, 50),
            Turns.assistantAudio().costing(500, 50),
            Turns.user().costing(500, 50),
            Turns.assistantAudio().costing(500, 50),
            Turns.user().costing(500, 50),
            Turns.assistantAudio().costing(500, 50),
            Turns.user().costing(50, 50));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # limit | folded through | tokens of the summary
            3050    | 0              | 0
            3049    | 2              | 999
            2278    | 2              | 228
            2277    | 4              | 1227
            1386    | 4              | 336
            1385    | 6              | 1335
            494     | 6              | 444
            250     | 6              | 200
            """)
    void theOldestExchangesAreFoldedUntilTheRestFits(long limit, long foldedThrough, long summaryTokens) {
        TokenBudget.Fit fit = budget(limit).fit();

        assertThat(fit.plan().foldedThrough()).isEqualTo(foldedThrough);
        assertThat(fit.summaryTokens()).isEqualTo(summaryTokens);
    }

    @Test
    void aPayloadThatFitsFoldsNoMoreThanThePolicyAsks() {
        assertThat(budget(3_050).isKept()).isTrue();
        assertThat(budget(3_049).isKept()).isFalse();
    }

    @Test
    void aLimitThatNoFoldMeetsIsAnErrorThatNamesTheMinimum() {
        assertThatThrownBy(() -> budget(249).fit())
                .isInstanceOfSatisfying(
                        OverBudgetException.class,
                        error -> assertThat(error.least()).isEqualTo(250));
    }

    @Test
    void turnsThatAreNotPartOfTheHistoryCostNothing() {
        List<Outline> turns = Turns.of("user+replaced system+superseded system+leading user usable user");

        assertThat(new TokenBudget(turns, TERMS, 0, 40, SUMMARY).isKept()).isTrue();
        assertThat(new TokenBudget(turns, TERMS, 0, 39, 15).fit().summaryTokens())
                .isEqualTo(15);
        assertThatThrownBy(() -> new TokenBudget(turns, TERMS, 0, 34, 15).fit())
                .isInstanceOfSatisfying(
                        OverBudgetException.class,
                        error -> assertThat(error.least()).isEqualTo(35));
    }

    @Test
    void aSummaryThatThePolicyRequiresIsShortenedToTheLimit() {
        List<Outline> turns = Turns.history(
                Turns.user().costing(500, 50),
                Turns.assistantAudio().costing(500, 50),
                Turns.user().costing(500, 50),
                Turns.assistantAudio().expiringAt(NOON).costing(500, 50),
                Turns.user().costing(50, 50));

        assertThat(new TokenBudget(turns, TERMS, 0, 386, SUMMARY).isKept()).isTrue();
        assertThat(new TokenBudget(turns, TERMS, 0, 385, SUMMARY).fit())
                .isEqualTo(new TokenBudget.Fit(Planner.plan(turns, TERMS), 335));
    }

    @Test
    void tokensBesidesTheTurnsCount() {
        assertThat(new TokenBudget(THREE_EXCHANGES, TERMS, 100, 3_150, SUMMARY).isKept())
                .isTrue();
        assertThat(new TokenBudget(THREE_EXCHANGES, TERMS, 101, 3_150, SUMMARY).isKept())
                .isFalse();
        assertThat(new TokenBudget(THREE_EXCHANGES, TERMS, 101, 3_150, SUMMARY)
                        .fit()
                        .plan()
                        .foldedThrough())
                .isEqualTo(2);
    }

    @Test
    void aSummaryIsNeverLongerThanAsked() {
        assertThat(new TokenBudget(THREE_EXCHANGES, TERMS, 0, 2_500, 300).fit().summaryTokens())
                .isEqualTo(300);
    }

    @Test
    void turnsThatMustFoldCountAsTheirSummary() {
        List<Outline> turns = Turns.history(
                Turns.user().costing(500, 50),
                Turns.assistantAudio().expiringAt(NOON).costing(500, 50),
                Turns.user().costing(50, 50));

        assertThat(new TokenBudget(turns, TERMS, 0, 278, SUMMARY).isKept()).isTrue();
        assertThat(new TokenBudget(turns, TERMS, 0, 277, SUMMARY).isKept()).isFalse();
        assertThat(new TokenBudget(turns, TERMS, 0, 277, SUMMARY).fit().summaryTokens())
                .isEqualTo(227);
    }

    @Test
    void aLongSummaryCountsAsItsMaximumLength() {
        List<Outline> turns = Turns.history(
                Turns.user().costing(500, 5_000),
                Turns.assistantAudio().expiringAt(NOON).costing(500, 5_000));

        assertThat(new TokenBudget(turns, TERMS, 0, 2_000, SUMMARY).isKept()).isTrue();
        assertThat(new TokenBudget(turns, TERMS, 0, 1_999, SUMMARY).isKept()).isFalse();
    }

    @Test
    void instructionsAreSentWhateverIsFolded() {
        List<Outline> turns = Turns.history(
                Turns.system().costing(1_000, 1_000),
                Turns.user().costing(500, 50),
                Turns.assistantAudio().costing(500, 50),
                Turns.user().costing(50, 50));

        assertThatThrownBy(() -> new TokenBudget(turns, TERMS, 0, 1_249, SUMMARY).fit())
                .isInstanceOf(OverBudgetException.class);
        assertThat(new TokenBudget(turns, TERMS, 0, 1_250, SUMMARY).fit().plan().foldedThrough())
                .isEqualTo(3);
    }

    @Test
    void transcriptsCountAsWords() {
        Terms transcript = new Terms(NOON, MARGIN, Policy.transcript(), true, List.of(), false, 0);
        List<Outline> turns = Turns.history(
                Turns.user().costing(500, 50),
                Turns.assistantAudio().expiringAt(NOON).costing(500, 30),
                Turns.user().costing(500, 50),
                Turns.assistantAudio().costing(500, 50),
                Turns.user().costing(50, 50));

        assertThat(new TokenBudget(turns, transcript, 0, 1_580, SUMMARY).isKept())
                .isTrue();
        assertThat(new TokenBudget(turns, transcript, 0, 1_579, SUMMARY).fit().summaryTokens())
                .isEqualTo(529);
    }

    private static TokenBudget budget(long limit) {
        return new TokenBudget(THREE_EXCHANGES, TERMS, 0, limit, SUMMARY);
    }
}
