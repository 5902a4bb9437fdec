package io.histctl;

import io.histctl.capture.CapturedReply;
import io.histctl.capture.CapturedResponse;
import io.histctl.store.ConversationRow;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which moment counts. */
final class Times {
    /** The years 1 to 9999: what lies outside is a slip, and does not fit into milliseconds. */
    static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

    static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private Times() {}

    /** When an exchange took place: as told, else the reply's own time, else now. */
    static Instant of(@Nullable Instant told, @Nullable CapturedResponse response, Clock clock) {
        Instant created = response instanceof CapturedReply reply ? reply.created() : null;
        return told != null ? told : created != null ? created : clock.instant();
    }

    /** Now, or the newest time of the server where the local clock is behind it: a slow clock must not replay the dead. */
    static Instant now(Clock clock, ConversationRow conversation) {
        Instant now = clock.instant();
        Long created = conversation.lastCreated();
        return created != null && created > now.toEpochMilli() ? Instant.ofEpochMilli(created) : now;
    }
}
