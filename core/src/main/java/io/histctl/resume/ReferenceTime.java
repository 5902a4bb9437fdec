package io.histctl.resume;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The instant at which audio ids are checked for expiry unless the caller names one: the later of the local clock and
 * the newest {@code created} of a recorded reply. So a clock that runs slow, or a store that was moved to another
 * machine, replays no id that had expired when the newest reply was made.
 *
 * <p>A {@code created} more than a day ahead of the local clock is an outlier: it is reported and ignored.
 *
 * @param warnings differences between the clocks that the caller should know of
 */
public record ReferenceTime(Instant at, List<String> warnings) {
    /**
     * The farthest that a {@code created} may be ahead of the local clock.
     *
     * @hidden
     */
    @API(status = API.Status.INTERNAL)
    public static final Duration PLAUSIBLE = Duration.ofDays(1);

    private static final Duration NOTABLE = Duration.ofMinutes(5);

    public ReferenceTime {
        warnings = List.copyOf(warnings);
    }

    /**
     * The server's times on record.
     *
     * @param newest the newest {@code created} that is at most {@link #PLAUSIBLE} ahead of the local clock
     * @param outlier the newest {@code created} beyond that; null if there is none
     * @hidden
     */
    @API(status = API.Status.INTERNAL)
    public record Created(
            @Nullable Instant newest, @Nullable Instant outlier) {}

    /**
     * The reference time for a local clock and the server's times on record.
     *
     * @hidden
     */
    @API(status = API.Status.INTERNAL)
    public static ReferenceTime of(Instant local, Created created) {
        List<String> warnings = new ArrayList<>();
        Instant at = created.newest() != null && created.newest().isAfter(local) ? created.newest() : local;
        if (Duration.between(local, at).compareTo(NOTABLE) > 0) {
            warnings.add("the local clock is at least " + Spans.words(Duration.between(local, at))
                    + " behind the server's; the newest reply was made at " + at.truncatedTo(ChronoUnit.SECONDS)
                    + ", set the clock");
        }
        if (created.outlier() != null) {
            warnings.add("a recorded reply says that it was made at "
                    + created.outlier().truncatedTo(ChronoUnit.SECONDS)
                    + ", more than a day ahead of the local clock; its time is ignored, check the clock");
        }
        return new ReferenceTime(at, warnings);
    }
}
