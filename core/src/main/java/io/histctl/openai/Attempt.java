package io.histctl.openai;

import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What came of one call.
 *
 * @param status of the answer; 0 where there was none
 * @param fault the kind of failure where there was no answer
 */
record Attempt(
        int status,
        HttpHeaders headers,
        byte[] body,
        @Nullable Throwable fault) {
    private static final Set<Integer> PASSING = Set.of(408, 409, 429);
    private static final Duration FIRST_WAIT = Duration.ofMillis(500);

    static Attempt answered(HttpResponse<byte[]> response) {
        return new Attempt(response.statusCode(), response.headers(), response.body(), null);
    }

    static Attempt broken(@Nullable Throwable fault) {
        return new Attempt(0, HttpHeaders.of(Map.of(), (name, value) -> true), new byte[0], fault);
    }

    boolean isGood() {
        return status >= 200 && status < 300;
    }

    /** Whether another try may go better. */
    boolean mayPass() {
        return status == 0
                ? fault instanceof IOException && !(fault instanceof BoundedBody.TooLargeException)
                : PASSING.contains(status) || status >= 500;
    }

    /** As long as the server asks for, else twice as long each time. */
    Duration wait(int retries) {
        return RetryAfter.of(headers).orElse(FIRST_WAIT.multipliedBy(1L << retries));
    }

    /** Why it was not good: no word of the body, which may quote the chat, and none of the fault's, likewise. */
    String problem(OpenAiOptions options) {
        if (fault instanceof BoundedBody.TooLargeException) {
            return "the model's answer was larger than " + (BoundedBody.MOST >> 20) + " MiB";
        }
        if (status == 0) {
            String kind = fault == null ? "no cause" : fault.getClass().getSimpleName();
            return "the model's server could not be reached (" + kind + ")";
        }
        String code = ErrorCode.of(body);
        return "the model's server answered with status " + status
                + (code.isEmpty() || options.revealedBy(code) ? "" : " (" + code + ")") + hint();
    }

    private String hint() {
        return switch (status) {
            case 401, 403 -> ", check the API key";
            case 404 -> ", check the base URL and the model";
            default -> "";
        };
    }
}
