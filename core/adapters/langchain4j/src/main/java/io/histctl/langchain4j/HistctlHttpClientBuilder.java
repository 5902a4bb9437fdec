package io.histctl.langchain4j;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import io.histctl.ChatInterceptor;
import io.histctl.HistoryStore;
import io.histctl.intercept.InterceptorOptions;
import io.histctl.intercept.ReplyAdaptation;
import java.time.Duration;

/**
 * An HTTP client builder for LangChain4j's OpenAI models that makes the requests of voice chats valid and records them
 * with their replies. LangChain4j does not support audio, so the transcript of a spoken reply becomes its text.
 *
 * <pre>{@code
 * OpenAiChatModel model = OpenAiChatModel.builder()
 *         .httpClientBuilder(new HistctlHttpClientBuilder(HttpClientBuilderLoader.loadHttpClientBuilder(), store))
 *         …
 * }</pre>
 *
 * <p>A request can name its conversation in the header {@link ChatInterceptor#CONVERSATION_HEADER}, which is removed.
 */
public final class HistctlHttpClientBuilder implements HttpClientBuilder {
    private final HttpClientBuilder http;
    private final ChatInterceptor chats;

    /**
     * A builder with default options.
     *
     * @param http builds the client that sends the requests
     * @param store stays open as long as the clients are used
     */
    public HistctlHttpClientBuilder(HttpClientBuilder http, HistoryStore store) {
        this(http, store, InterceptorOptions.DEFAULT);
    }

    /** A builder with other options; the adaptation that LangChain4j needs is always made. */
    public HistctlHttpClientBuilder(HttpClientBuilder http, HistoryStore store, InterceptorOptions options) {
        this.http = http;
        this.chats = ChatInterceptor.of(store, options.withAdaptations(ReplyAdaptation.TRANSCRIPT_AS_CONTENT));
    }

    @Override
    public Duration connectTimeout() {
        return http.connectTimeout();
    }

    @Override
    public HttpClientBuilder connectTimeout(Duration timeout) {
        http.connectTimeout(timeout);
        return this;
    }

    @Override
    public Duration readTimeout() {
        return http.readTimeout();
    }

    @Override
    public HttpClientBuilder readTimeout(Duration timeout) {
        http.readTimeout(timeout);
        return this;
    }

    @Override
    public HttpClient build() {
        return new HistctlHttpClient(http.build(), chats);
    }
}
