package io.histctl.openai;

import io.histctl.summary.SummaryFailedException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Posts to the endpoint, again where that may help, and never past the time-out. */
final class Endpoint {
    private static final int RETRIES = 2;
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final OpenAiOptions options;
    private final Pace pace;
    private final HttpClient client;

    Endpoint(OpenAiOptions options, Pace pace) {
        this.options = options;
        this.pace = pace;
        // HTTP/2's upgrade confuses local servers, and a redirect would carry the key elsewhere
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .build();
    }

    /**
     * The body of a good answer.
     *
     * @throws SummaryFailedException where none came
     */
    byte[] post(String json) {
        HttpRequest request = request(json);
        long deadline = pace.nanos() + options.timeout().toNanos();
        for (int retries = 0; ; retries++) {
            Attempt attempt = send(request, left(deadline));
            if (attempt.isGood()) {
                return attempt.body();
            }
            Duration wait = attempt.wait(retries);
            if (retries == RETRIES || !attempt.mayPass() || wait.compareTo(left(deadline)) >= 0) {
                throw new SummaryFailedException(attempt.problem(options));
            }
            pause(wait);
        }
    }

    private HttpRequest request(String json) {
        HttpRequest.Builder request = HttpRequest.newBuilder(options.completions())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(json, StandardCharsets.UTF_8));
        if (options.key() != null) {
            request.header("Authorization", "Bearer " + options.key());
        }
        return request.build();
    }

    private Attempt send(HttpRequest request, Duration left) {
        CompletableFuture<HttpResponse<byte[]>> call = client.sendAsync(request, head -> new BoundedBody());
        try {
            // the request's own time-out ends with the headers; this one bounds the body too
            return Attempt.answered(call.get(left.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            throw new SummaryFailedException(
                    "the model did not answer within " + options.timeout().toMillis() / 1000.0 + " s");
        } catch (InterruptedException e) {
            throw interrupted();
        } catch (ExecutionException e) {
            return Attempt.broken(e.getCause());
        } finally {
            call.cancel(true);
        }
    }

    private Duration left(long deadline) {
        return Duration.ofNanos(Math.max(0, deadline - pace.nanos()));
    }

    private void pause(Duration span) {
        try {
            pace.pause(span);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static SummaryFailedException interrupted() {
        Thread.currentThread().interrupt();
        return new SummaryFailedException("waiting for the model was interrupted");
    }
}
