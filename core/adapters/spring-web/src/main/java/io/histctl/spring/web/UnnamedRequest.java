package io.histctl.spring.web;

import io.histctl.ChatInterceptor;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.support.HttpRequestWrapper;

/** A request without the header that names its conversation. */
final class UnnamedRequest extends HttpRequestWrapper {
    private final HttpHeaders headers = new HttpHeaders();

    UnnamedRequest(HttpRequest request) {
        super(request);
        request.getHeaders().forEach((name, values) -> {
            if (!name.equalsIgnoreCase(ChatInterceptor.CONVERSATION_HEADER)) {
                headers.addAll(name, values);
            }
        });
    }

    @Override
    public HttpHeaders getHeaders() {
        return headers;
    }
}
