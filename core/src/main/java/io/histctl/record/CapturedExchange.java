package io.histctl.record;

import io.histctl.model.Hash;
import io.histctl.model.Instants;
import io.histctl.store.Reading;
import io.histctl.wire.chat.ChatReply;
import io.histctl.wire.chat.ChatRequest;
import io.histctl.wire.chat.ChatResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A parsed and validated exchange, ready to be recorded.
 *
 * @param at when it took place
 * @param continues whether the reply continues one that this stream has stored already
 * @param place what the app states about the request's place in the conversation
 * @param replyKey identifies the reply, so that a duplicate is found; null if nothing does
 * @hidden
 */
@API(status = API.Status.INTERNAL)
public record CapturedExchange(
        String conversation,
        @Nullable ChatRequest request,
        @Nullable ChatResponse response,
        Instant at,
        boolean continues,
        Place place,
        byte @Nullable [] replyKey) {

    static CapturedExchange of(
            String conversation,
            @Nullable ChatRequest request,
            @Nullable ChatResponse response,
            Instant at,
            boolean continues,
            Place place) {
        String identity = response instanceof ChatReply reply ? reply.identity() : null;
        return new CapturedExchange(
                conversation, request, response, at, continues, place, identity == null ? null : Hash.ofId(identity));
    }

    /**
     * What an app states about a request besides its messages.
     *
     * @param wholeHistory whether it shows all that the app knows of the conversation
     * @param follows position of the stored turn that its messages follow; null to determine it from their content
     * @param transcripts words of its newest speeches, in their order; an empty string for one whose words are not stated
     * @hidden
     */
    public record Place(boolean wholeHistory, @Nullable Long follows, List<String> transcripts) {
        static Place of(Exchange exchange) {
            return new Place(exchange.wholeHistory(), exchange.follows(), exchange.transcripts());
        }
    }

    /** The same exchange, its messages following a stored turn. */
    CapturedExchange following(long position) {
        Place stated = new Place(place.wholeHistory(), position, place.transcripts());
        return new CapturedExchange(conversation, request, response, at, continues, stated, replyKey);
    }

    /**
     * The same exchange, its messages following a stored reply; unchanged if there is no such reply.
     *
     * @param responseId id of that reply; empty if the messages are the first of the conversation
     */
    public CapturedExchange followingReply(Reading reading, String responseId) {
        if (responseId.isEmpty()) {
            return following(0);
        }
        byte[] key = Hash.ofId(ChatReply.identity(responseId));
        return reading.conversations()
                .find(conversation)
                .flatMap(stored -> reading.turns().replies(stored, key).stream().findFirst())
                .map(reply -> following(reply.position()))
                .orElse(this);
    }

    /** Whether the reply says when it was created. */
    public boolean hasReplyTime() {
        return response instanceof ChatReply reply && reply.created() != null;
    }

    /** What every result of recording it reports. */
    Recorded.Context context() {
        List<String> notes = new ArrayList<>(request == null ? List.of() : request.notes());
        if (response instanceof ChatReply reply) {
            notes.addAll(reply.notes());
        }
        return new Recorded.Context(conversation, notes);
    }

    /** The situation of its request. */
    RequestDiff.Situation situation(boolean answered) {
        return new RequestDiff.Situation(answered, place.wholeHistory(), place.follows(), at);
    }

    /** When an exchange took place: the given time, else the reply's own, else now. */
    static Instant when(@Nullable Instant given, @Nullable ChatResponse response, Clock clock) {
        Instant created = response instanceof ChatReply reply ? reply.created() : null;
        return given != null ? given : created != null ? created : Instants.now(clock);
    }
}
