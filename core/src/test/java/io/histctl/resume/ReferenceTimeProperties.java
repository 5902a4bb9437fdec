package io.histctl.resume;

import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.resume.ReferenceTime.Created;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Replies are made by the server's clock; the local one may be off, and a store may have moved. */
class ReferenceTimeProperties {
    private static final Instant NOON = Instant.parse("2026-06-05T12:00:00Z");
    private static final int DAY = 86_400;

    @Property(tries = 500, seed = "20261128")
    void noIdCountsAsUsableThatHadExpiredWhenTheNewestReplyWasMade(
            @ForAll @IntRange(min = -DAY, max = DAY) int localSeconds,
            @ForAll @Size(max = 6) List<@IntRange(min = -DAY, max = 0) Integer> replies,
            @ForAll @IntRange(min = -DAY, max = 0) int expiry) {
        Instant local = NOON.plusSeconds(localSeconds);
        List<Instant> created =
                replies.stream().map(seconds -> NOON.plusSeconds(seconds)).toList();
        Instant at = ReferenceTime.of(local, split(created, local)).at();
        boolean usable = new AudioStatus(NOON.plusSeconds(expiry), false, false).isUsable(at, Duration.ZERO);

        boolean expiredOnRecord = created.stream()
                .filter(reply -> !reply.isAfter(local.plus(ReferenceTime.PLAUSIBLE)))
                .anyMatch(reply -> !reply.isBefore(NOON.plusSeconds(expiry)));
        assertThat(usable && expiredOnRecord).isFalse();
    }

    @Property(tries = 500, seed = "20261128")
    void aCorrectClockIsUsedDespiteAnOutlier(
            @ForAll @Size(max = 6) List<@IntRange(min = -30 * DAY, max = 0) Integer> replies,
            @ForAll @IntRange(min = DAY + 1, max = 4_000 * DAY) int outlier) {
        List<Instant> created = Stream.concat(replies.stream(), Stream.of(outlier))
                .map(seconds -> NOON.plusSeconds(seconds))
                .toList();
        ReferenceTime time = ReferenceTime.of(NOON, split(created, NOON));

        assertThat(time.at()).isEqualTo(NOON);
        assertThat(time.warnings()).singleElement().asString().contains("its time is ignored");
    }

    @Property(tries = 500, seed = "20261128")
    void theReferenceTimeIsNeverBeforeTheLocalClockNorADayAfterIt(
            @ForAll @IntRange(min = -DAY, max = DAY) int localSeconds,
            @ForAll @Size(max = 6) List<@IntRange(min = -3 * DAY, max = 3 * DAY) Integer> replies) {
        Instant local = NOON.plusSeconds(localSeconds);
        List<Instant> created =
                replies.stream().map(seconds -> NOON.plusSeconds(seconds)).toList();

        assertThat(ReferenceTime.of(local, split(created, local)).at())
                .isBetween(local, local.plus(ReferenceTime.PLAUSIBLE));
    }

    private static Created split(List<Instant> created, Instant local) {
        Instant limit = local.plus(ReferenceTime.PLAUSIBLE);
        return new Created(
                created.stream()
                        .filter(reply -> !reply.isAfter(limit))
                        .max(Comparator.naturalOrder())
                        .orElse(null),
                created.stream()
                        .filter(reply -> reply.isAfter(limit))
                        .max(Comparator.naturalOrder())
                        .orElse(null));
    }
}
