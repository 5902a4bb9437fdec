package io.histctl.record;

import io.histctl.model.Hash;
import io.histctl.model.Instants;
import io.histctl.wire.chat.ChatReply;
import io.histctl.wire.chat.ChatRequest;
import io.histctl.wire.chat.ChatResponse;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An exchange off the wire, ready to be recorded.
 *
 * @param at when it took place
 * @param continues whether the reply is one that this stream has stored, and has more of now
 * @param wholeHistory whether the request shows all that the app knows of the conversation
 * @param replyKey identifies the reply, so that a duplicate is found; null if nothing does
 */
public record CapturedExchange(
        String conversation,
        @Nullable ChatRequest request,
        @Nullable ChatResponse response,
        Instant at,
        boolean continues,
        boolean wholeHistory,
        byte @Nullable [] replyKey) {

    static CapturedExchange of(
            String conversation,
            @Nullable ChatRequest request,
            @Nullable ChatResponse response,
            Instant at,
            boolean continues,
            boolean wholeHistory) {
        String identity = response instanceof ChatReply reply ? reply.identity() : null;
        return new CapturedExchange(
                conversation,
                request,
                response,
                at,
                continues,
                wholeHistory,
                identity == null ? null : Hash.ofId(identity));
    }

    /** When an exchange took place: as given, else the reply's own time, else now. */
    static Instant when(@Nullable Instant given, @Nullable ChatResponse response, Clock clock) {
        Instant created = response instanceof ChatReply reply ? reply.created() : null;
        return given != null ? given : created != null ? created : Instants.now(clock);
    }
}
