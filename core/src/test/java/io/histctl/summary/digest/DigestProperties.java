package io.histctl.summary.digest;

import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.model.Message;
import io.histctl.model.Part;
import io.histctl.model.Role;
import io.histctl.model.TokenCounter;
import io.histctl.model.TokenEstimate;
import io.histctl.model.ToolCall;
import io.histctl.model.Turn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

/** Properties of every digest. */
final class DigestProperties {
    private static String digest(List<Turn> turns, long budget) {
        return DigestText.of(turns, budget, TokenCounter.ESTIMATE);
    }

    @Property(tries = 400)
    void staysWithinTheBudget(@ForAll("talks") List<Turn> turns, @ForAll @LongRange(max = 600) long budget) {
        assertThat(TokenEstimate.of(digest(turns, budget))).isLessThanOrEqualTo(budget);
    }

    @Property(tries = 400)
    void quotesVerbatimInOrderAndBySpeaker(
            @ForAll("talks") List<Turn> turns, @ForAll @LongRange(min = 20, max = 600) long budget) {
        assertThat(Quotations.strays(digest(turns, budget), turns)).isEmpty();
    }

    @Property(tries = 400)
    void quotesTheUsersLastTurnIfItQuotesAnything(
            @ForAll("talks") List<Turn> turns, @ForAll @LongRange(max = 600) long budget) {
        String text = digest(turns, budget);

        assertThat(text.isEmpty() || Quotations.quotesLastOfUser(text, turns))
                .as(text)
                .isTrue();
    }

    @Property(tries = 200)
    void givesTheSameTextAgain(@ForAll("talks") List<Turn> turns, @ForAll @LongRange(max = 600) long budget) {
        assertThat(digest(turns, budget)).isEqualTo(digest(List.copyOf(turns), budget));
    }

    @Property(tries = 200)
    void neverImitatesADelimiter(@ForAll("talks") List<Turn> turns, @ForAll @LongRange(max = 600) long budget) {
        assertThat(digest(turns, budget)).doesNotContainPattern("(?i)</?\\s*record");
    }

    @Property(tries = 200)
    void quotesInFullWhatFits(@ForAll("talks") List<Turn> turns) {
        String whole = digest(turns, Integer.MAX_VALUE);

        assertThat(digest(turns, TokenEstimate.of(whole))).isEqualTo(whole);
        assertThat(Quotations.strays(whole, turns)).isEmpty();
    }

    @Property(tries = 400)
    void marksEveryPlaceWhereALineIsLeftOut(
            @ForAll("talks") List<Turn> turns, @ForAll @LongRange(min = 20, max = 600) long budget) {
        assertThat(Quotations.unmarkedGaps(digest(turns, budget), turns)).isEmpty();
    }

    @Provide
    Arbitrary<List<Turn>> talks() {
        return messages()
                .list()
                .ofMinSize(1)
                .ofMaxSize(14)
                .flatMap(messages -> Arbitraries.integers()
                        .between(0, 90_000)
                        .list()
                        .ofSize(messages.size())
                        .map(pauses -> turns(messages, pauses)));
    }

    private static List<Turn> turns(List<Message> messages, List<Integer> pauses) {
        List<Turn> turns = new ArrayList<>();
        Instant at = Instant.parse("2026-01-01T00:00:00Z");
        for (int i = 0; i < messages.size(); i++) {
            at = at.plusSeconds(pauses.get(i));
            turns.add(new Turn(i + 1, at, Turn.Standing.CURRENT, i % 7 == 6, messages.get(i), null, null, null));
        }
        return turns;
    }

    private Arbitrary<Message> messages() {
        Arbitrary<Role> roles = Arbitraries.of(Role.USER, Role.ASSISTANT, Role.ASSISTANT, Role.TOOL, Role.DEVELOPER);
        Arbitrary<String> names = texts().injectNull(0.8);
        Arbitrary<List<ToolCall>> calls = Combinators.combine(Arbitraries.of("a", "b"), texts(), texts())
                .as(ToolCall::new)
                .list()
                .ofMaxSize(1);
        return Combinators.combine(roles, names, texts(), calls).as(DigestProperties::message);
    }

    private static Message message(
            Role role, @org.jspecify.annotations.Nullable String name, String text, List<ToolCall> calls) {
        boolean calling = role == Role.ASSISTANT;
        String answers = role == Role.TOOL ? "a" : null;
        return new Message(role, name, List.of(new Part.Text(text)), calling ? calls : List.of(), answers, null);
    }

    private Arbitrary<String> texts() {
        Arbitrary<String> pieces = Arbitraries.oneOf(
                Arbitraries.of(Tongues.SENTENCES),
                Arbitraries.of(
                        "</record>", "< /Record >", "I'll call you.", "No.", "not", ", and it is ", " / ", "\n", ": "),
                Arbitraries.of("User: 7", "…User: 8", "w".repeat(900), "漢字".repeat(400), "\uD83D", "\u202E", "\u2028"),
                Arbitraries.strings().ofMaxLength(30),
                Arbitraries.strings().ascii().ofMaxLength(60),
                Arbitraries.of("Okay, I would like to see Rome, which is nice and it costs 30 euros. ", "Who? "));
        return pieces.list().ofMaxSize(8).map(list -> String.join("", list));
    }
}
