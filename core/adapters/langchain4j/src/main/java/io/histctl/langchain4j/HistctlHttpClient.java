package io.histctl.langchain4j;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.langchain4j.exception.HttpException;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import io.histctl.ChatInterceptor;
import io.histctl.intercept.Answer;
import io.histctl.intercept.ChatCall;
import io.histctl.intercept.ConversationHeader;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sends requests with another client, those of voice chats through an interceptor. */
final class HistctlHttpClient implements HttpClient {
    private final HttpClient http;
    private final ChatInterceptor chats;

    HistctlHttpClient(HttpClient http, ChatInterceptor chats) {
        this.http = http;
        this.chats = chats;
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        ChatCall call = call(request);
        return call == null ? http.execute(with(request, request.body())) : execute(request, call);
    }

    private SuccessfulHttpResponse execute(HttpRequest request, ChatCall call) {
        while (true) {
            try {
                SuccessfulHttpResponse response = http.execute(with(request, body(call)));
                Answer answer =
                        call.answered(response.statusCode(), response.body().getBytes(UTF_8));
                return SuccessfulHttpResponse.builder()
                        .statusCode(response.statusCode())
                        .headers(response.headers())
                        .body(new String(answer.body(), UTF_8))
                        .build();
            } catch (HttpException refusal) {
                if (!isSentAgain(call, refusal)) {
                    throw refusal;
                }
            }
        }
    }

    @Override
    public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        ChatCall call = call(request);
        if (call == null) {
            http.execute(with(request, request.body()), parser, listener);
        } else {
            execute(request, parser, listener, call);
        }
    }

    private void execute(
            HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener, ChatCall call) {
        http.execute(
                with(request, body(call)),
                parser,
                new HistctlListener(listener, call, () -> execute(request, parser, listener, call)));
    }

    static boolean isSentAgain(ChatCall call, HttpException refusal) {
        String body = refusal.getMessage();
        return body != null
                && call.answered(refusal.statusCode(), body.getBytes(UTF_8)).sendAgain();
    }

    /** The call of a request; null if it is not one of a voice chat. */
    private @Nullable ChatCall call(HttpRequest request) {
        String path = URI.create(request.url()).getPath();
        String body = request.body();
        if (body == null || !ChatInterceptor.isChat(request.method().name(), path)) {
            return null;
        }
        return chats.call(conversation(request), body.getBytes(UTF_8));
    }

    private static @Nullable String conversation(HttpRequest request) {
        return request.headers().entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(ChatInterceptor.CONVERSATION_HEADER))
                .flatMap(header -> header.getValue().stream())
                .map(ConversationHeader::decode)
                .findFirst()
                .orElse(null);
    }

    private static String body(ChatCall call) {
        return new String(call.body(), UTF_8);
    }

    /** The request with another body, without the header that names the conversation. */
    private static HttpRequest with(HttpRequest request, @Nullable String body) {
        Map<String, List<String>> headers = new LinkedHashMap<>(request.headers());
        headers.keySet().removeIf(ChatInterceptor.CONVERSATION_HEADER::equalsIgnoreCase);
        return HttpRequest.builder()
                .method(request.method())
                .url(request.url())
                .headers(headers)
                .formDataFields(request.formDataFields())
                .formDataFiles(request.formDataFiles())
                .body(body)
                .build();
    }
}
