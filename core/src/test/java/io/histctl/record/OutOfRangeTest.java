package io.histctl.record;

import static io.histctl.testing.Messages.user;
import static io.histctl.testing.Messages.voice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.histctl.ListOptions;
import io.histctl.StoreOptions;
import io.histctl.error.InvalidInputException;
import io.histctl.export.ExportOptions;
import io.histctl.model.Instants;
import io.histctl.prune.PruneOptions;
import io.histctl.testing.SpokenReply;
import io.histctl.testing.StoreFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Times and time spans that milliseconds can't represent, or that are certainly mistakes. */
class OutOfRangeTest extends StoreFixture {
    private static final SpokenReply HI = SpokenReply.reply("Hi!");

    static Stream<Instant> timesOutOfRange() {
        return Stream.of(
                Instant.MIN,
                Instant.MAX,
                Instant.parse("0000-12-31T23:59:59Z"),
                Instant.parse("+10000-01-01T00:00:00Z"));
    }

    static Stream<Duration> spansOutOfRange() {
        return Stream.of(
                Duration.ofSeconds(Long.MAX_VALUE),
                Duration.ofSeconds(Long.MIN_VALUE),
                Duration.ofNanos(-1),
                Duration.ofDays(365_001));
    }

    @ParameterizedTest
    @MethodSource("timesOutOfRange")
    void aTimeOutOfRangeIsRefused(Instant at) {
        List<ThrowingCallable> uses = List.of(
                () -> chat.record(Exchange.ofRequest(voice(user("Hi"))).withAt(at)),
                () -> chat.recordStream(Exchange.ofRequest(voice(user("Hi"))).withAt(at)),
                () -> ExportOptions.DEFAULT.withAt(at),
                () -> PruneOptions.DEFAULT.withAt(at),
                () -> ListOptions.DEFAULT.withAt(at),
                () -> store.expiringWithin(at, Duration.ZERO, 1),
                () -> store.expired(at, 1));
        assertThat(uses)
                .allSatisfy(use -> assertThatThrownBy(use)
                        .isInstanceOf(InvalidInputException.class)
                        .hasMessageContaining("outside the years 1 to 9999"));
    }

    @ParameterizedTest
    @MethodSource("spansOutOfRange")
    void aTimeSpanOutOfRangeIsRefused(Duration span) {
        chat.record(Exchange.of(voice(user("Hi")), HI.whole()));
        List<ThrowingCallable> uses = List.of(
                () -> ExportOptions.DEFAULT.withMargin(span),
                () -> PruneOptions.DEFAULT.withMargin(span),
                () -> ListOptions.DEFAULT.withExpiringWithin(span),
                () -> store.expiringWithin(NOON, span, 1),
                () -> StoreOptions.DEFAULT.withBusyTimeout(span),
                () -> PruneOptions.DEFAULT.withForgetOlderThan(span),
                () -> chat.interrupted(2, span));
        assertThat(uses).allSatisfy(use -> assertThatThrownBy(use).isInstanceOf(InvalidInputException.class));
    }

    @Test
    void aNegativeLimitIsRefused() {
        assertThatThrownBy(() -> ListOptions.DEFAULT.withLimit(-1)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> store.expired(NOON, -1)).isInstanceOf(InvalidInputException.class);
    }

    @ParameterizedTest
    @MethodSource("ends")
    void theFirstAndTheLastMomentCanBeUsed(Instant at) {
        chat.record(Exchange.of(voice(user("Hi")), HI.whole()).withAt(at));
        assertThat(exported(ExportOptions.DEFAULT.withAt(at).withMargin(Duration.ofDays(365_000))))
                .contains("\"messages\"");
        assertThat(store.conversations(ListOptions.DEFAULT.withAt(at).withExpiringWithin(Duration.ofDays(365_000))))
                .isNotNull();
        assertThat(store.pruneExpired(PruneOptions.DEFAULT.withAt(at).withDryRun(true), (done, all) -> {}))
                .isNotNull();
        store.expiringWithin(at, Duration.ofDays(365_000), 1);
    }

    static Stream<Instant> ends() {
        return Stream.of(Instants.FIRST, Instants.LAST);
    }
}
