package io.histctl.record;

import io.histctl.error.InvalidInputException;
import io.histctl.model.Instants;
import io.histctl.store.ConversationRef;
import io.histctl.store.StoredConversation;
import io.histctl.wire.JsonSlice;
import io.histctl.wire.chat.ChatRequest;
import io.histctl.wire.chat.ChatResponse;
import io.histctl.wire.chat.ChatSettings;
import io.histctl.wire.chat.SeenMessages;
import java.time.Instant;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Parses and validates the exchanges of a conversation, and records them.
 *
 * @hidden
 */
@API(status = API.Status.INTERNAL)
public final class ExchangeRecorder {
    private final ConversationRef conversation;

    /** Records into this conversation. */
    public ExchangeRecorder(ConversationRef conversation) {
        this.conversation = conversation;
    }

    /** Records one exchange. */
    public Recorded record(Exchange exchange) {
        return record(exchange.request() == null ? null : ChatRequest.read(exchange.request()), exchange);
    }

    /**
     * Records one exchange whose request is parsed.
     *
     * @param exchange everything but the request
     */
    public Recorded record(@Nullable ChatRequest request, Exchange exchange) {
        Instants.ensureMoment(exchange.at(), "the exchange's moment");
        ChatResponse response = exchange.response() == null
                ? null
                : ChatResponse.read(exchange.response(), exchange.choice(), exchange.keepSound(), audioFormat(request));
        CapturedExchange captured = captured(exchange.at(), request, response, CapturedExchange.Place.of(exchange));
        return conversation.storage().change(reading -> Recorder.plan(reading, captured));
    }

    /** Begins to record an exchange whose reply is streamed. */
    public RecordingStream recordStream(Exchange exchange) {
        return recordStream(exchange.request() == null ? null : ChatRequest.read(exchange.request()), exchange);
    }

    /**
     * Begins to record an exchange whose request is parsed.
     *
     * @param exchange everything but the request
     */
    public RecordingStream recordStream(@Nullable ChatRequest request, Exchange exchange) {
        Instants.ensureMoment(exchange.at(), "the exchange's moment");
        return new RecordingStream(conversation, request, exchange, audioFormat(request));
    }

    /**
     * Parses and validates an exchange whose bodies are parts of a larger document.
     *
     * @param exchange everything but its bodies
     */
    public CapturedExchange capture(
            @Nullable JsonSlice requestBody, @Nullable JsonSlice responseBody, Exchange exchange, SeenMessages seen) {
        Instants.ensureMoment(exchange.at(), "the exchange's moment");
        ChatRequest request = requestBody == null ? null : ChatRequest.read(requestBody, seen);
        ChatResponse response = responseBody == null
                ? null
                : ChatResponse.read(responseBody, exchange.choice(), exchange.keepSound(), audioFormat(request));
        return captured(exchange.at(), request, response, CapturedExchange.Place.of(exchange));
    }

    private CapturedExchange captured(
            @Nullable Instant at,
            @Nullable ChatRequest request,
            @Nullable ChatResponse response,
            CapturedExchange.Place place) {
        if (request == null && response == null) {
            throw new InvalidInputException("there is neither a request nor a response to record; give one of them");
        }
        return CapturedExchange.of(
                conversation.id(),
                request,
                response,
                CapturedExchange.when(at, response, conversation.clock()),
                false,
                place);
    }

    private @Nullable String audioFormat(@Nullable ChatRequest request) {
        if (request != null) {
            return request.settings().audioFormat();
        }
        return conversation
                .storage()
                .read(reading -> reading.conversations()
                        .find(conversation.id())
                        .map(StoredConversation::settings)
                        .map(settings -> ChatSettings.of(JsonSlice.of(settings)).audioFormat())
                        .orElse(null));
    }
}
