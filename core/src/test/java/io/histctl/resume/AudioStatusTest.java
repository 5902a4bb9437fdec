package io.histctl.resume;

import static io.histctl.resume.Turns.MARGIN;
import static io.histctl.resume.Turns.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An id that expires at noon. */
class AudioStatusTest {
    private static final AudioStatus STATUS = new AudioStatus(NOON, false, false);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            11:58:59.999 | true
            11:59:00     | false
            12:00:00     | false
            """)
    void anIdIsUsableUntilTheMarginBegins(String time, boolean usable) {
        assertThat(STATUS.isUsable(at(time), MARGIN)).isEqualTo(usable);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            11:59:59.999 | true
            12:00:00     | false
            """)
    void withoutAMarginAnIdIsUsableUntilItsExpiry(String time, boolean usable) {
        assertThat(STATUS.isUsable(at(time), Duration.ZERO)).isEqualTo(usable);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            11:58:59.999 | USABLE
            11:59:00     | EXPIRING
            11:59:59.999 | EXPIRING
            12:00:00     | EXPIRED
            """)
    void anIdExpiresAfterTheMarginBegins(String time, AudioStatus.State state) {
        assertThat(STATUS.state(at(time), MARGIN)).isEqualTo(state);
    }

    @Test
    void anIdThatIsGoneOrPrunedIsNeverUsable() {
        assertThat(new AudioStatus(Instant.MAX, true, false).isUsable(NOON, Duration.ZERO))
                .isFalse();
        assertThat(new AudioStatus(Instant.MAX, false, true).isUsable(NOON, Duration.ZERO))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            11:00:02     | 59m 58s remaining
            11:59:59     | 1s remaining
            12:00:00     | expired 0s ago
            14:05:00     | expired 2h 5m ago
            """)
    void theTimeLeftIsShown(String time, String words) {
        assertThat(STATUS.describe(at(time))).isEqualTo(words);
    }

    @Test
    void anIdThatIsGoneOrPrunedHasNoTimeLeft() {
        assertThat(new AudioStatus(NOON, true, true).describe(at("11:00:00"))).isEqualTo("gone");
        assertThat(new AudioStatus(NOON, false, true).describe(at("11:00:00"))).isEqualTo("pruned");
        assertThat(new AudioStatus(NOON, true, false).remainingShare(at("11:00:00")))
                .isNull();
        assertThat(new AudioStatus(NOON, false, true).remainingShare(at("11:00:00")))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            10:00:00     | 1.0
            11:00:00     | 1.0
            11:30:00     | 0.5
            11:45:00     | 0.25
            12:00:00     |
            """)
    void theRemainingShareIsAFractionOfAnHour(String time, Double left) {
        assertThat(STATUS.remainingShare(at(time))).isEqualTo(left);
    }

    private static Instant at(String time) {
        return Instant.parse("2026-06-05T" + time + "Z");
    }
}
