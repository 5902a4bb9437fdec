package io.histctl.cli.serve;

import com.sun.net.httpserver.Headers;
import io.histctl.ChatInterceptor;
import io.histctl.intercept.Answer;
import io.histctl.intercept.ChatCall;
import io.histctl.intercept.ConversationHeader;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Forwards Chat Completions: those of voice chats are made valid and recorded, others pass. Thread-safe. */
final class ChatForwarder {
    static final String VOICE_HEADER = "X-Histctl-Voice";
    static final String VALID_UNTIL_HEADER = "X-Histctl-Valid-Until";

    /** The body is sent uncompressed, and the answer must be read. */
    private static final Set<String> ENCODING_HEADERS = Set.of("content-encoding", "accept-encoding");

    private static final int MAX_ID_LENGTH = 1_024;
    private static final Set<String> CONTENT_ENCODING = Set.of("content-encoding");

    private final VoiceCalls calls;
    private final Upstream upstream;
    private final Relay relay;

    ChatForwarder(VoiceCalls calls, Upstream upstream, Relay relay) {
        this.calls = calls;
        this.upstream = upstream;
        this.relay = relay;
    }

    void forward(ServedRequest request, Route route) throws IOException {
        String named = named(request.header(ChatInterceptor.CONVERSATION_HEADER), route.conversation());
        byte[] body = request.body();
        request.watch().pause();
        Optional<OwnedCall> call = calls.begin(named, key(request), body);
        if (call.isPresent()) {
            forward(request, route, call.get());
        } else {
            relay.forward(request, route, BodyPublishers.ofByteArray(body), CONTENT_ENCODING);
        }
    }

    private void forward(ServedRequest request, Route route, OwnedCall owned) throws IOException {
        ChatCall call = owned.call();
        HttpResponse<InputStream> response = send(request, route, call);
        try {
            owned.ensureClaimed();
        } catch (Refusal foreign) {
            response.body().close();
            throw foreign;
        } catch (RuntimeException e) {
            calls.storeFailed(call.conversation().orElse(""), e);
            relay.respond(request, response);
            return;
        }
        while (!Relay.isStream(response.headers()) || response.statusCode() >= 400) {
            byte[] whole = whole(request, response);
            Answer answer = answered(call, response.statusCode(), whole);
            if (!answer.sendAgain()) {
                describe(request, response.headers(), call);
                request.respond(response.statusCode(), answer.body());
                return;
            }
            response = send(request, route, call);
        }
        stream(request, call, response);
    }

    /** The id that the header or the path names; null if neither does. */
    private static @Nullable String named(@Nullable String header, @Nullable String path) {
        String id = header == null || header.isBlank() ? path : ConversationHeader.decode(header);
        if (id != null && id.length() > MAX_ID_LENGTH) {
            throw new Refusal(400, "bad_conversation", "the conversation's id is too long; use a shorter one");
        }
        return id;
    }

    private HttpResponse<InputStream> send(ServedRequest request, Route route, ChatCall call) throws IOException {
        request.entry().voiceChat(call.conversation().orElse(""), call.isChanged());
        return upstream.sendDirectly(request, route, call.body(), ENCODING_HEADERS);
    }

    private static byte[] whole(ServedRequest request, HttpResponse<InputStream> response) throws IOException {
        request.entry().outcome("upstream_broke_off");
        request.watch().allow(request.limits().upstream());
        try (InputStream in = uncompressed(response)) {
            return in.readAllBytes();
        } finally {
            request.watch().pause();
        }
    }

    private static Answer answered(ChatCall call, int status, byte[] body) {
        try {
            return call.answered(status, body);
        } catch (RuntimeException e) { // it fails closed, and has reported why
            throw VoiceCalls.storeFailed();
        }
    }

    private static void stream(ServedRequest request, ChatCall call, HttpResponse<InputStream> response)
            throws IOException {
        InputStream in = call.streamed(uncompressed(response));
        try {
            describe(request, response.headers(), call);
            Relay.pump(request, in, request.begin(response.statusCode(), -1));
        } finally {
            if (request.watch().release()) {
                request.entry().outcome("timed_out");
            }
            in.close(); // stores what arrived, even if either side disconnected
        }
    }

    private static InputStream uncompressed(HttpResponse<InputStream> response) throws IOException {
        return response.headers()
                        .firstValue("Content-Encoding")
                        .filter("gzip"::equalsIgnoreCase)
                        .isPresent()
                ? new GZIPInputStream(response.body())
                : response.body();
    }

    private static void describe(ServedRequest request, HttpHeaders from, ChatCall call) {
        Headers headers = request.exchange().getResponseHeaders();
        ForwardedHeaders.copy(from, headers, CONTENT_ENCODING);
        headers.set(
                ChatInterceptor.CONVERSATION_HEADER,
                ConversationHeader.encode(call.conversation().orElse("")));
        call.resumed().ifPresent(resumed -> {
            headers.set(VOICE_HEADER, resumed.voice().toString());
            if (resumed.validUntil() != null) {
                headers.set(VALID_UNTIL_HEADER, resumed.validUntil().toString());
            }
        });
    }

    /** The key that distinguishes one user of the API from another. */
    private static String key(ServedRequest request) {
        String bearer = request.header("Authorization");
        String azure = request.header("api-key");
        return bearer != null ? bearer : azure != null ? azure : "";
    }
}
