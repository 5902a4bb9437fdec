package io.histctl.openai.java;

import com.openai.core.http.Headers;
import com.openai.core.http.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** A response with another body. */
record CopiedResponse(HttpResponse original, InputStream body) implements HttpResponse {
    @Override
    public int statusCode() {
        return original.statusCode();
    }

    @Override
    public Headers headers() {
        return original.headers();
    }

    @Override
    public void close() {
        try (original) {
            body.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the response could not be closed", e);
        }
    }
}
