package io.histctl.export;

import io.histctl.model.Instants;
import io.histctl.resume.Spans;
import io.histctl.store.ConversationRow;
import io.histctl.store.ExportReader;
import io.histctl.store.ObservedClock;
import io.histctl.store.Session;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The moment at which ids are judged, which live and die by the server's clock.
 *
 * <p>It is the local clock's, mended by how far that is off where recorded replies told so (a clock that is fast by less
 * than five minutes is taken as it is, so that ids are called dead a little early), and never earlier than the newest
 * {@code created} of a reply. Of a fast clock nothing is certain where no reply was recorded as it came: it calls ids
 * dead too early, which costs a summary and is never refused, and the report tells where that may be so. A moment that
 * the caller names is taken as it is.
 *
 * @param at never earlier than it is by the server's clock, but for the time that a reply takes
 * @param warnings what the clocks disagree in
 */
public record ReferenceTime(Instant at, List<String> warnings) {
    private static final Duration BEHIND = Duration.ofMinutes(1);

    private static final Duration AHEAD = Duration.ofMinutes(5);

    /** A reply takes its time, by which the local clock seems further ahead than it is. */
    private static final Duration TIME_OF_A_REPLY = Duration.ofMinutes(1);

    /** For a conversation. */
    public static ReferenceTime of(
            @Nullable Instant told, Instant local, ConversationRow conversation, Session session) {
        if (told != null) {
            return new ReferenceTime(told, List.of());
        }
        ObservedClock.Row clock = new ObservedClock(session).read();
        ReferenceTime moment = of(local, clock, conversation.lastCreated());
        long doubt = isOf(local, clock) ? clock.doubt() : 0;
        return moment.warnings.isEmpty()
                ? new ReferenceTime(moment.at, late(moment.at, doubt, conversation, new ExportReader(session)))
                : moment;
    }

    /** For a whole store. */
    public static ReferenceTime of(@Nullable Instant told, Instant local, Session session) {
        return told != null
                ? new ReferenceTime(told, List.of())
                : of(
                        local,
                        new ObservedClock(session).read(),
                        new ExportReader(session).newestCreated().orElse(null));
    }

    private static ReferenceTime of(Instant local, ObservedClock.Row clock, @Nullable Long newestCreated) {
        long now = local.toEpochMilli();
        boolean known = isOf(local, clock);
        long reached = Math.max(
                known ? Long.MIN_VALUE : clock.observedAt() - clock.ahead(),
                newestCreated == null ? Long.MIN_VALUE : newestCreated);
        boolean isOff = known && (clock.ahead() < 0 || clock.ahead() >= AHEAD.toMillis());
        long mended = isOff ? now - clock.ahead() + TIME_OF_A_REPLY.toMillis() : now;
        Instant at = Instant.ofEpochMilli(Math.min(Math.max(mended, reached), Instants.LAST.toEpochMilli()));
        long behind = Math.max(isOff ? -clock.ahead() : 0, Math.max(reached, now) - now);
        if (behind >= BEHIND.toMillis()) {
            return new ReferenceTime(at, List.of(off(behind, "behind", at)));
        }
        return new ReferenceTime(
                at, isOff && clock.ahead() > 0 ? List.of(off(clock.ahead(), "ahead of", at)) : List.of());
    }

    /** Whether what was observed is of the clock as it is: one that was set back since is another one. */
    private static boolean isOf(Instant local, ObservedClock.Row clock) {
        return local.toEpochMilli() >= clock.observedAt();
    }

    private static String off(long millis, String where, Instant at) {
        Duration minutes = Duration.ofMinutes(Math.round(millis / 60_000.0));
        return "the local clock is " + Spans.words(minutes) + " " + where
                + " the server's, by which ids live and die; there it is about " + at.truncatedTo(ChronoUnit.SECONDS)
                + ", set the clock";
    }

    private static List<String> late(Instant at, long doubt, ConversationRow conversation, ExportReader reader) {
        ExportReader.ReplyTimes reply = reader.newestReply(conversation.id()).orElse(null);
        if (reply == null) {
            return List.of();
        }
        long late = Math.max(doubt, reply.saidAt() - reply.created());
        long now = at.toEpochMilli();
        boolean matters = late >= AHEAD.toMillis() && reply.diesAt() <= now && reply.diesAt() > now - late;
        return matters
                ? List.of("a reply was recorded, or is said to have taken place, "
                        + Spans.words(Duration.ofMillis(late)) + " after it was made; if the local clock is fast by"
                        + " that, ids that are called dead are alive: record replies as they come, with --at now, or"
                        + " give --at the server's time")
                : List.of();
    }
}
