package io.histctl.openai;

import io.histctl.error.InvalidInputException;
import io.histctl.wire.chat.ChatApi;
import io.histctl.wire.chat.ChatError;
import io.histctl.wire.chat.ChatResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Posts to an OpenAI-compatible endpoint, with retries, within the timeout. Failures quote neither the answer nor an
 * exception's message, since both may contain the conversation or the key. Thread-safe.
 *
 * @hidden
 */
@API(status = API.Status.INTERNAL)
public final class OpenAiClient {
    private static final int MAX_ATTEMPTS = 3;
    private static final int MAX_BODY_BYTES = 1 << 20;
    private static final Duration FIRST_DELAY = Duration.ofMillis(500);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private final OpenAiOptions options;
    private final HttpClient client;

    /** Creates a client that opens no connection yet. */
    public OpenAiClient(OpenAiOptions options) {
        this.options = options;
        // local servers mishandle the upgrade to HTTP/2, and a redirect could send the key elsewhere
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_TIMEOUT)
                .build();
    }

    /**
     * An attempt's result.
     *
     * @param status 0 if the server could not be reached
     * @param retryAfter how long the server asks to wait; null if it does not say
     */
    private record Attempt(int status, @Nullable Duration retryAfter, byte[] body, String problem) {
        boolean isSuccess() {
            return status >= 200 && status < 300;
        }

        boolean isRetryable() {
            return status == 0 || ChatApi.isTransient(status);
        }
    }

    /**
     * Returns the body of a successful response.
     *
     * @param path what follows the base URL
     * @param contentType media type of the body
     * @throws OpenAiException if no request succeeds in time
     */
    public byte[] post(String path, String contentType, byte[] body) {
        HttpRequest request = request(path, contentType, body);
        long deadline = System.nanoTime() + options.timeout().toNanos();
        Duration delay = FIRST_DELAY;
        for (int attempts = 1; ; attempts++) {
            Attempt attempt = send(request, deadline);
            if (attempt.isSuccess()) {
                return attempt.body;
            }
            Duration wait = attempt.retryAfter == null ? delay : attempt.retryAfter;
            boolean inTime = wait.toNanos() < deadline - System.nanoTime();
            if (attempts == MAX_ATTEMPTS || !attempt.isRetryable() || !inTime) {
                throw new OpenAiException(attempt.problem);
            }
            sleep(wait);
            delay = delay.multipliedBy(2);
        }
    }

    private HttpRequest request(String path, String contentType, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(options.endpoint(path))
                .header("Content-Type", contentType)
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (options.key() != null) {
            request.header("Authorization", "Bearer " + options.key());
        }
        return request.build();
    }

    private Attempt send(HttpRequest request, long deadline) {
        CompletableFuture<HttpResponse<InputStream>> call = client.sendAsync(request, BodyHandlers.ofInputStream());
        try {
            // the timeout of a request ends with its headers; this one includes the body
            return call.thenApplyAsync(this::attempt)
                    .get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new OpenAiException(
                    "the model did not answer within " + options.timeout().toMillis() / 1000.0 + " s");
        } catch (InterruptedException e) {
            throw interrupted();
        } catch (ExecutionException e) {
            return failed(e.getCause());
        } finally {
            call.cancel(true);
            CompletableFuture<Void> unused = call.thenAccept(response -> close(response.body()));
        }
    }

    private Attempt attempt(HttpResponse<InputStream> response) {
        try {
            byte[] body = response.body().readNBytes(MAX_BODY_BYTES + 1);
            if (body.length > MAX_BODY_BYTES) {
                throw new OpenAiException("the model's answer was larger than " + (MAX_BODY_BYTES >> 20) + " MiB");
            }
            int status = response.statusCode();
            Duration retryAfter = response.headers()
                    .firstValue("Retry-After")
                    .filter(value -> value.matches("\\d{1,9}"))
                    .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                    .orElse(null);
            return new Attempt(status, retryAfter, body, problem(status, body));
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    private static Attempt failed(@Nullable Throwable cause) {
        if (cause instanceof OpenAiException known) {
            throw known;
        }
        String kind = cause == null ? "no cause" : cause.getClass().getSimpleName();
        String problem = "the model's server could not be reached (" + kind + ")";
        if (!(cause instanceof IOException)) {
            throw new OpenAiException(problem);
        }
        return new Attempt(0, null, new byte[0], problem);
    }

    private String problem(int status, byte[] body) {
        String code = errorCode(body);
        String shown = code == null || options.isRevealedBy(code) ? "" : " (" + code + ")";
        String hint = switch (status) {
            case 401, 403 -> ", check the API key";
            case 404 -> ", check the base URL and the model";
            default -> "";
        };
        return "the model's server answered with status " + status + shown + hint;
    }

    private static @Nullable String errorCode(byte[] body) {
        try {
            return ChatResponse.read(body, 0, false, null) instanceof ChatError error
                    ? error.code() != null ? error.code() : error.type()
                    : null;
        } catch (InvalidInputException e) {
            return null;
        }
    }

    private static void sleep(Duration span) {
        try {
            Thread.sleep(span.toMillis());
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static OpenAiException interrupted() {
        Thread.currentThread().interrupt();
        return new OpenAiException("waiting for the model was interrupted");
    }

    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException e) {
            // the attempt is over either way
        }
    }
}
