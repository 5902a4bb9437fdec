package io.histctl.simulation;

import io.histctl.resume.Policy;
import io.histctl.simulation.Round.Ask;
import io.histctl.simulation.Round.Change;
import io.histctl.simulation.Round.Habit;
import io.histctl.simulation.Round.Kind;
import io.histctl.simulation.Round.Mishap;
import io.histctl.simulation.Round.Way;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random conversations, which shrink towards the simplest one. */
final class Rounds {
    private static final int LONGEST = 12;
    private static final int HOUR = 3_600;

    private Rounds() {}

    /**
     * The ingredients of a conversation.
     *
     * @param seed for the words of all messages
     */
    record Plan(int seed, boolean instructed, List<Round> rounds) {}

    static Arbitrary<Plan> plans() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 1_000_000),
                        Arbitraries.of(true, false),
                        lengths().flatMap(length -> rounds().list().ofSize(length)))
                .as(Plan::new);
    }

    private static Arbitrary<Integer> lengths() {
        return Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.integers().between(1, 3)),
                Tuple.of(3, Arbitraries.integers().between(4, 6)),
                Tuple.of(1, Arbitraries.integers().between(7, LONGEST)));
    }

    private static Arbitrary<Round> rounds() {
        return Combinators.combine(
                        pauses(),
                        Arbitraries.of(Ask.class),
                        Arbitraries.of(Way.class),
                        exports(),
                        replies(),
                        changes(),
                        mishaps(),
                        Arbitraries.integers().between(0, 1_000))
                .as(Round::new);
    }

    /** Seconds, an hour plus or minus five minutes, an hour plus or minus seconds, or up to three days. */
    private static Arbitrary<Duration> pauses() {
        return Arbitraries.frequencyOf(
                        Tuple.of(5, Arbitraries.integers().between(1, 600)),
                        Tuple.of(2, Arbitraries.integers().between(HOUR - 300, HOUR + 300)),
                        Tuple.of(2, Arbitraries.integers().between(HOUR - 65, HOUR + 5)),
                        Tuple.of(2, Arbitraries.integers().between(HOUR, 72 * HOUR)))
                .map(Duration::ofSeconds);
    }

    private static Arbitrary<Round.Export> exports() {
        Arbitrary<Policy> policy =
                Arbitraries.of(Policy.summary(), Policy.transcript()).injectNull(0.5);
        Arbitrary<Integer> margin =
                Arbitraries.frequency(Tuple.of(4, 60), Tuple.of(1, 0), Tuple.of(1, 5), Tuple.of(1, 900));
        return Combinators.combine(policy, margin, Arbitraries.integers().between(0, 99))
                .as((chosen, seconds, percent) -> new Round.Export(
                        chosen, Duration.ofSeconds(seconds), Duration.ofSeconds((long) seconds * percent / 100)));
    }

    private static Arbitrary<Round.Reply> replies() {
        return Combinators.combine(
                        Arbitraries.frequency(
                                Tuple.of(6, Kind.SPEAK), Tuple.of(2, Kind.CALL_TOOLS), Tuple.of(1, Kind.REFUSE)),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.of(false, true),
                        Arbitraries.frequency(Tuple.of(8, 0), Tuple.of(1, 1), Tuple.of(1, 2)),
                        Arbitraries.frequencyOf(
                                Tuple.of(2, Arbitraries.just(1_001)),
                                Tuple.of(1, Arbitraries.integers().between(0, 1_000))),
                        Arbitraries.frequency(
                                Tuple.of(4, Habit.TOGETHER),
                                Tuple.of(1, Habit.REQUEST_THEN_BOTH),
                                Tuple.of(1, Habit.REQUEST_THEN_RESPONSE),
                                Tuple.of(1, Habit.AS_IT_ARRIVES)))
                .as(Round.Reply::new);
    }

    private static Arbitrary<Change> changes() {
        return Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.just(Change.NOTHING)), Tuple.of(1, Arbitraries.of(Change.class)));
    }

    private static Arbitrary<Set<Mishap>> mishaps() {
        return Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.just(Set.of())),
                Tuple.of(1, Arbitraries.of(Mishap.class).set().ofMinSize(1).ofMaxSize(3)));
    }
}
