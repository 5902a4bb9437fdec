package io.histctl.openai.java;

import com.openai.core.RequestOptions;
import com.openai.core.http.HttpClient;
import com.openai.core.http.HttpRequest;
import com.openai.core.http.HttpRequestBody;
import com.openai.core.http.HttpResponse;
import com.openai.errors.OpenAIIoException;
import io.histctl.ChatInterceptor;
import io.histctl.HistoryStore;
import io.histctl.intercept.Answer;
import io.histctl.intercept.ChatCall;
import io.histctl.intercept.ConversationHeader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP client for openai-java that makes the requests of voice chats valid and records them with their replies:
 *
 * <pre>{@code
 * HttpClient http = new HistctlHttpClient(OkHttpClient.builder().build(), store);
 * OpenAIClient client = new OpenAIClientImpl(ClientOptions.builder().httpClient(http).apiKey(key).build());
 * }</pre>
 *
 * <p>A request can name its conversation in the header {@link ChatInterceptor#CONVERSATION_HEADER}, which is removed
 * ({@code putAdditionalHeader} of the parameters). Thread-safe. It does not offer WebSockets, even if the client that it
 * uses does.
 */
public final class HistctlHttpClient implements HttpClient {
    private final HttpClient http;
    private final ChatInterceptor chats;

    /**
     * A client with default options.
     *
     * @param http sends the requests, and is closed with this client
     * @param store stays open as long as the client is used
     */
    public HistctlHttpClient(HttpClient http, HistoryStore store) {
        this(http, ChatInterceptor.of(store));
    }

    /** A client with the options of an interceptor. */
    public HistctlHttpClient(HttpClient http, ChatInterceptor chats) {
        this.http = http;
        this.chats = chats;
    }

    @Override
    public HttpResponse execute(HttpRequest request, RequestOptions options) {
        ChatCall call = call(request);
        if (call == null) {
            return http.execute(withoutHeader(request), options);
        }
        HttpResponse response = answered(call, http.execute(with(request, call.body()), options));
        while (response == null) {
            response = answered(call, http.execute(with(request, call.body()), options));
        }
        return response;
    }

    @Override
    public CompletableFuture<HttpResponse> executeAsync(HttpRequest request, RequestOptions options) {
        ChatCall call = call(request);
        return call == null ? http.executeAsync(withoutHeader(request), options) : sendAsync(request, options, call);
    }

    private CompletableFuture<HttpResponse> sendAsync(HttpRequest request, RequestOptions options, ChatCall call) {
        return http.executeAsync(with(request, call.body()), options).thenCompose(answer -> {
            HttpResponse response = answered(call, answer);
            return response == null ? sendAsync(request, options, call) : CompletableFuture.completedFuture(response);
        });
    }

    @Override
    public void close() {
        http.close();
    }

    private @Nullable ChatCall call(HttpRequest request) {
        HttpRequestBody body = request.body();
        String path = "/" + String.join("/", request.pathSegments());
        if (body == null
                || !body.repeatable()
                || !ChatInterceptor.isChat(request.method().name(), path)) {
            return null;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        body.writeTo(bytes);
        String conversation = request.headers().values(ChatInterceptor.CONVERSATION_HEADER).stream()
                .map(ConversationHeader::decode)
                .findFirst()
                .orElse(null);
        return chats.call(conversation, bytes.toByteArray());
    }

    private static HttpRequest withoutHeader(HttpRequest request) {
        return request.toBuilder()
                .removeHeaders(ChatInterceptor.CONVERSATION_HEADER)
                .build();
    }

    private static HttpRequest with(HttpRequest request, byte[] body) {
        HttpRequestBody app = request.body();
        String type = app == null ? null : app.contentType();
        return withoutHeader(request).toBuilder()
                .body(new BytesBody(body, type))
                .build();
    }

    /** The response to hand to the app; null if the call is to be sent again. */
    private static @Nullable HttpResponse answered(ChatCall call, HttpResponse response) {
        if (!call.isVoiceChat()) {
            return response;
        }
        String type =
                response.headers().values("content-type").stream().findFirst().orElse("");
        if (type.startsWith("text/event-stream")) {
            return new CopiedResponse(response, call.streamed(response.body()));
        }
        try (response) {
            Answer answer = call.answered(response.statusCode(), response.body().readAllBytes());
            return answer.sendAgain() ? null : new CopiedResponse(response, new ByteArrayInputStream(answer.body()));
        } catch (IOException e) {
            throw new OpenAIIoException("the response could not be read", e); // as the SDK's own clients throw
        }
    }
}
