package io.histctl;

import io.histctl.capture.CapturedReply;
import io.histctl.capture.CapturedRequest;
import io.histctl.capture.CapturedResponse;
import io.histctl.capture.RawJson;
import io.histctl.capture.SeenMessages;
import io.histctl.capture.Settings;
import io.histctl.error.InvalidInputException;
import io.histctl.store.ConversationRow;
import io.histctl.store.ExportReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Records what comes of a conversation, having read and checked it. */
final class Intake {
    private final Named named;

    Intake(Named named) {
        this.named = named;
    }

    Recorded record(Exchange exchange) {
        Instant now = Times.now(named.clock());
        CapturedExchange input = input(exchange);
        return named.database().add(session -> {
            Gatherer.gather(session, named.id());
            Recorded recorded = Recorder.record(session, input);
            if (recorded.isNewReply() && input.response() instanceof CapturedReply reply) {
                ClockWatch.observe(session, now, reply, ClockWatch.isNow(exchange.at(), now));
            }
            return recorded;
        });
    }

    RecordingStream recordStream(Exchange exchange) {
        Times.ensureMoment(exchange.at(), "the exchange's moment");
        CapturedRequest request = exchange.request() == null ? null : CapturedRequest.read(exchange.request());
        Gatherer.gather(named.database(), named.id());
        return new RecordingStream(
                named.database(), named.clock(), named.id(), request, exchange, audioFormat(request));
    }

    private CapturedExchange input(Exchange exchange) {
        Times.ensureMoment(exchange.at(), "the exchange's moment");
        CapturedRequest request = exchange.request() == null ? null : CapturedRequest.read(exchange.request());
        CapturedResponse response = exchange.response() == null
                ? null
                : CapturedResponse.read(
                        exchange.response(), exchange.choice(), exchange.keepSound(), audioFormat(request));
        return input(exchange.at(), request, response);
    }

    /** The line, which is of this conversation, checked and ready to be stored. */
    CapturedExchange input(ImportLine line, SeenMessages seen) {
        CapturedRequest request = line.request() == null ? null : CapturedRequest.read(line.request(), seen);
        CapturedResponse response = null;
        if (line.stream() != null) {
            byte[] stream = line.stream().getBytes(StandardCharsets.UTF_8);
            response = CapturedResponse.read(stream, null, false, audioFormat(request));
        } else if (line.response() != null) {
            response = CapturedResponse.read(line.response(), null, false, audioFormat(request));
        }
        return input(line.at(), request, response);
    }

    private CapturedExchange input(
            @Nullable Instant told, @Nullable CapturedRequest request, @Nullable CapturedResponse response) {
        if (request == null && response == null) {
            throw new InvalidInputException("there is neither a request nor a response to record; give one of them");
        }
        return CapturedExchange.of(named.id(), request, response, Times.of(told, response, named.clock()), false);
    }

    private @Nullable String audioFormat(@Nullable CapturedRequest request) {
        if (request != null) {
            return request.settings().audioFormat();
        }
        return named.database()
                .read(session -> new ExportReader(session)
                        .conversation(named.id())
                        .map(ConversationRow::settings)
                        .map(settings -> Settings.of(RawJson.of(settings)).audioFormat())
                        .orElse(null));
    }
}
