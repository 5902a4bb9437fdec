package io.histctl.spring.web;

import io.histctl.ChatInterceptor;
import io.histctl.HistoryStore;
import io.histctl.intercept.Answer;
import io.histctl.intercept.ChatCall;
import io.histctl.intercept.ConversationHeader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/**
 * An interceptor for {@code RestClient} and {@code RestTemplate} that makes the requests of voice chats valid and records
 * them with their replies. Add it as the last one:
 *
 * <pre>{@code
 * RestClient.Builder http = RestClient.builder().requestInterceptor(new HistctlRequestInterceptor(store));
 * }</pre>
 *
 * <p>A request can name its conversation in the header {@link ChatInterceptor#CONVERSATION_HEADER}, which is removed. The
 * response names the conversation in the same header. Thread-safe.
 */
public final class HistctlRequestInterceptor implements ClientHttpRequestInterceptor {
    private final ChatInterceptor chats;

    /** An interceptor with default options, recording to a store that stays open as long as the client is used. */
    public HistctlRequestInterceptor(HistoryStore store) {
        this(ChatInterceptor.of(store));
    }

    /** An interceptor with the options of another one. */
    public HistctlRequestInterceptor(ChatInterceptor chats) {
        this.chats = chats;
    }

    @Override
    public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        String conversation = request.getHeaders().getFirst(ChatInterceptor.CONVERSATION_HEADER);
        HttpRequest sent = conversation == null ? request : new UnnamedRequest(request);
        if (!ChatInterceptor.isChat(request.getMethod().name(), request.getURI().getPath())) {
            return execution.execute(sent, body);
        }
        String id = conversation == null ? null : ConversationHeader.decode(conversation);
        return send(sent, chats.call(id, body), execution);
    }

    private static ClientHttpResponse send(HttpRequest request, ChatCall call, ClientHttpRequestExecution execution)
            throws IOException {
        ClientHttpResponse response = execution.execute(request, call.body());
        while (call.isVoiceChat()) {
            HttpHeaders headers = headers(response, call);
            if (isStream(response)) {
                return new CopiedResponse(response, headers, call.streamed(response.getBody()));
            }
            byte[] whole = response.getBody().readAllBytes();
            Answer answer = call.answered(response.getStatusCode().value(), whole);
            if (!answer.sendAgain()) {
                headers.setContentLength(answer.body().length);
                return new CopiedResponse(response, headers, new ByteArrayInputStream(answer.body()));
            }
            response.close();
            response = execution.execute(request, answer.body());
        }
        return response;
    }

    private static HttpHeaders headers(ClientHttpResponse response, ChatCall call) {
        HttpHeaders headers = new HttpHeaders();
        response.getHeaders().forEach(headers::addAll);
        headers.set(
                ChatInterceptor.CONVERSATION_HEADER,
                ConversationHeader.encode(call.conversation().orElseThrow()));
        return headers;
    }

    private static boolean isStream(ClientHttpResponse response) {
        MediaType type = response.getHeaders().getContentType();
        return type != null && type.isCompatibleWith(MediaType.TEXT_EVENT_STREAM);
    }
}
