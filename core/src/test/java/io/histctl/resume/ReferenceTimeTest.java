package io.histctl.resume;

import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.resume.ReferenceTime.Created;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReferenceTimeTest {
    private static final Instant NOON = Instant.parse("2026-06-05T12:00:00Z");

    @Test
    void withoutARecordedReplyItIsTheLocalClock() {
        assertThat(ReferenceTime.of(NOON, new Created(null, null))).isEqualTo(new ReferenceTime(NOON, List.of()));
    }

    @Test
    void anOlderReplyChangesNothing() {
        assertThat(ReferenceTime.of(NOON, new Created(NOON.minusSeconds(9_000), null)))
                .isEqualTo(new ReferenceTime(NOON, List.of()));
    }

    @Test
    void aNewerReplyIsTheTimeWithoutAWarningUpToFiveMinutes() {
        Instant created = NOON.plus(Duration.ofMinutes(5));
        assertThat(ReferenceTime.of(NOON, new Created(created, null))).isEqualTo(new ReferenceTime(created, List.of()));
    }

    @Test
    void beyondFiveMinutesTheClocksDisagreeIsAWarning() {
        Instant created = NOON.plus(Duration.ofMinutes(70));
        assertThat(ReferenceTime.of(NOON, new Created(created, null)))
                .isEqualTo(new ReferenceTime(
                        created,
                        List.of("the local clock is at least 1h 10m behind the server's; the newest reply was made at"
                                + " 2026-06-05T13:10:00Z, set the clock")));
    }

    @Test
    void anOutlierIsReportedAndIgnored() {
        Instant outlier = NOON.plus(Duration.ofDays(400));
        assertThat(ReferenceTime.of(NOON, new Created(NOON.minusSeconds(60), outlier)))
                .isEqualTo(new ReferenceTime(
                        NOON,
                        List.of("a recorded reply says that it was made at 2027-07-10T12:00:00Z, more than a day ahead"
                                + " of the local clock; its time is ignored, check the clock")));
    }
}
