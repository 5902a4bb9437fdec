package io.histctl.record;

import io.histctl.store.ObservedClock;
import io.histctl.store.Session;
import io.histctl.wire.chat.ChatReply;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Notes what a newly recorded reply tells of the local clock.
 *
 * <p>The server had made it already, so the local clock is ahead by the time between the two at most: that every reply
 * tells. That it is ahead by just as much only a live one tells, which is recorded as it comes: one that streams in
 * and is not told to be of another time, one that is told to have taken place now, and one that the local clock too takes
 * for made just now.
 */
final class ClockWatch {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** A clock that is behind by less than this and the time that a reply takes is within an export's margin. */
    private static final Duration SLIGHT = Duration.ofSeconds(15);

    /** No time zone is further off; what is older was recorded late, whatever is told. */
    private static final Duration MOST = Duration.ofHours(14);

    /** An id dies an hour after its reply was finished (API.md: seen in 29 of 29). */
    private static final Duration LIFETIME = Duration.ofHours(1);

    private static final Duration LONGEST_REPLY = Duration.ofMinutes(15);

    private ClockWatch() {}

    /** Whether an exchange is told to have taken place now. */
    static boolean isNow(@Nullable Instant told, Instant now) {
        return told != null && Duration.between(told, now).abs().compareTo(MINUTE) <= 0;
    }

    /**
     * Writes what is known anew where it is off by more than the time that a reply takes.
     *
     * @param now when the reply was recorded, by the local clock
     * @param live whether it is recorded as it comes
     */
    static void observe(Session session, Instant now, ChatReply reply, boolean live) {
        Instant made = made(reply);
        Duration ahead = made == null ? MOST : Duration.between(made, now);
        if (ahead.compareTo(MOST) < 0) {
            observe(new ObservedClock(session), now.toEpochMilli(), ahead, live);
        }
    }

    private static void observe(ObservedClock clock, long now, Duration ahead, boolean live) {
        ObservedClock.Row known = clock.read();
        long told = ahead.toMillis();
        boolean certain = live || ahead.abs().compareTo(MINUTE) <= 0;
        boolean less = told < known.ahead() - SLIGHT.toMillis();
        boolean more = certain && told > known.ahead() + MINUTE.toMillis();
        if (less || more || Math.abs(told - known.doubt()) > MINUTE.toMillis()) {
            clock.write(new ObservedClock.Row(now, less || more ? told : known.ahead(), told));
        }
    }

    /** When the server was done with it, as far as that is told: a long reply takes minutes. */
    private static @Nullable Instant made(ChatReply reply) {
        Instant created = reply.created();
        Instant expires = reply.message() == null ? null : reply.message().expiresAt();
        if (created == null || expires == null) {
            return created;
        }
        Instant done = expires.minus(LIFETIME);
        return done.isAfter(created) && done.isBefore(created.plus(LONGEST_REPLY)) ? done : created;
    }
}
