package io.histctl.record;

import io.histctl.error.InvalidInputException;
import io.histctl.model.Instants;
import io.histctl.store.ConversationRef;
import io.histctl.store.ConversationRow;
import io.histctl.store.ExportReader;
import io.histctl.wire.JsonSlice;
import io.histctl.wire.chat.ChatRequest;
import io.histctl.wire.chat.ChatResponse;
import io.histctl.wire.chat.ChatSettings;
import io.histctl.wire.chat.SeenMessages;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Records what comes of a conversation, having read and checked it. */
public final class ExchangeReader {
    private final ConversationRef named;

    public ExchangeReader(ConversationRef named) {
        this.named = named;
    }

    public Recorded record(Exchange exchange) {
        CapturedExchange input = input(exchange);
        return named.database().write(session -> Recorder.record(session, input));
    }

    public RecordingStream recordStream(Exchange exchange) {
        Instants.ensureMoment(exchange.at(), "the exchange's moment");
        ChatRequest request = exchange.request() == null ? null : ChatRequest.read(exchange.request());
        return new RecordingStream(
                named.database(), named.clock(), named.id(), request, exchange, audioFormat(request));
    }

    private CapturedExchange input(Exchange exchange) {
        Instants.ensureMoment(exchange.at(), "the exchange's moment");
        ChatRequest request = exchange.request() == null ? null : ChatRequest.read(exchange.request());
        ChatResponse response = exchange.response() == null
                ? null
                : ChatResponse.read(exchange.response(), exchange.choice(), exchange.keepSound(), audioFormat(request));
        return input(exchange.at(), request, response, exchange.wholeHistory());
    }

    /** Parses and validates an exchange whose bodies are parts of a larger document. */
    public CapturedExchange input(
            @Nullable Instant at,
            @Nullable JsonSlice requestBody,
            @Nullable JsonSlice responseBody,
            @Nullable String stream,
            SeenMessages seen) {
        ChatRequest request = requestBody == null ? null : ChatRequest.read(requestBody, seen);
        ChatResponse response = null;
        if (stream != null) {
            byte[] events = stream.getBytes(StandardCharsets.UTF_8);
            response = ChatResponse.read(events, null, false, audioFormat(request));
        } else if (responseBody != null) {
            response = ChatResponse.read(responseBody, null, false, audioFormat(request));
        }
        return input(at, request, response, false);
    }

    private CapturedExchange input(
            @Nullable Instant told,
            @Nullable ChatRequest request,
            @Nullable ChatResponse response,
            boolean wholeHistory) {
        if (request == null && response == null) {
            throw new InvalidInputException("there is neither a request nor a response to record; give one of them");
        }
        return CapturedExchange.of(
                named.id(),
                request,
                response,
                CapturedExchange.when(told, response, named.clock()),
                false,
                wholeHistory);
    }

    private @Nullable String audioFormat(@Nullable ChatRequest request) {
        if (request != null) {
            return request.settings().audioFormat();
        }
        return named.database()
                .read(session -> new ExportReader(session)
                        .conversation(named.id())
                        .map(ConversationRow::settings)
                        .map(settings -> ChatSettings.of(JsonSlice.of(settings)).audioFormat())
                        .orElse(null));
    }
}
