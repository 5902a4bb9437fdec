package io.histctl;

import io.histctl.resume.Spans;
import io.histctl.store.ConversationRow;
import io.histctl.store.ExportReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The moment at which an export judges ids, which live and die by the server's clock.
 *
 * <p>Of that clock only the {@code created} of replies is known. It is never later than the newest of them says, so a
 * local clock that is behind it is slow: then the newest {@code created} is the moment, and the report tells. Of a fast
 * clock nothing is certain, for a reply may be recorded long after it was made. It calls ids dead too early, which costs
 * a summary and is never refused; where the newest reply was told to have taken place well after its {@code created},
 * and its id is dead by the one clock only, the report tells that too. A moment that the caller names is taken as it is.
 *
 * @param warnings what the clocks disagree in
 */
record Moment(Instant at, List<String> warnings) {
    private static final Duration BEHIND = Duration.ofMinutes(1);

    /** A reply takes its time too. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    static Moment of(@Nullable Instant told, Clock clock, ConversationRow conversation, ExportReader reader) {
        if (told != null) {
            return new Moment(told, List.of());
        }
        Instant local = Times.now(clock);
        Instant at = Times.now(clock, conversation);
        Duration behind = Duration.between(local, at);
        if (behind.compareTo(BEHIND) >= 0) {
            return new Moment(
                    at,
                    List.of("the local clock is " + Spans.words(behind) + " behind the server's, which made the newest"
                            + " reply at " + at + "; ids are judged at that moment, set the clock"));
        }
        return new Moment(at, fast(at, conversation, reader));
    }

    private static List<String> fast(Instant at, ConversationRow conversation, ExportReader reader) {
        return reader
                .newestReply(conversation.id())
                .filter(reply -> {
                    long ahead = reply.saidAt() - reply.created();
                    long now = at.toEpochMilli();
                    return ahead >= AHEAD.toMillis() && reply.diesAt() <= now && reply.diesAt() > now - ahead;
                })
                .map(reply -> "the newest reply was made "
                        + Spans.words(Duration.ofMillis(reply.saidAt() - reply.created()))
                        + " before it is said to have taken place; if the local clock is fast by that, ids that are called"
                        + " dead are alive: give --at the server's time")
                .stream()
                .toList();
    }
}
