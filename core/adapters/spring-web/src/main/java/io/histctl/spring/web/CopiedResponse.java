package io.histctl.spring.web;

import java.io.IOException;
import java.io.InputStream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;

/** A response with another body. */
record CopiedResponse(ClientHttpResponse original, HttpHeaders headers, InputStream body)
        implements ClientHttpResponse {
    @Override
    public HttpStatusCode getStatusCode() throws IOException {
        return original.getStatusCode();
    }

    @Override
    public String getStatusText() throws IOException {
        return original.getStatusText();
    }

    @Override
    public HttpHeaders getHeaders() {
        return headers;
    }

    @Override
    public InputStream getBody() {
        return body;
    }

    @Override
    public void close() {
        try (original) {
            body.close();
        } catch (IOException e) {
            // what arrived is stored; Spring declares that closing throws nothing
        }
    }
}
