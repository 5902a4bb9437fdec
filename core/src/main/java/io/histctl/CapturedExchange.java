package io.histctl;

import io.histctl.capture.CapturedReply;
import io.histctl.capture.CapturedRequest;
import io.histctl.capture.CapturedResponse;
import io.histctl.model.Hash;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An exchange off the wire, ready to be recorded.
 *
 * @param at when it took place
 * @param goesOn whether the reply is one that this stream has stored, and has more of now
 * @param replyKey by what a repeat of the reply is known; null where nothing tells it
 */
record CapturedExchange(
        String conversation,
        @Nullable CapturedRequest request,
        @Nullable CapturedResponse response,
        Instant at,
        boolean goesOn,
        byte @Nullable [] replyKey) {

    static CapturedExchange of(
            String conversation,
            @Nullable CapturedRequest request,
            @Nullable CapturedResponse response,
            Instant at,
            boolean goesOn) {
        String identity = response instanceof CapturedReply reply ? reply.identity() : null;
        return new CapturedExchange(
                conversation, request, response, at, goesOn, identity == null ? null : Hash.ofId(identity));
    }
}
