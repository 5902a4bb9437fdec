package io.histctl.intercept;

import io.histctl.resume.PlannedTurn;
import io.histctl.resume.Voice;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An app's own request, made valid.
 *
 * @param body the request to send: the app's bytes if nothing had to change, else the app's request with other messages
 * @param changed whether the messages differ from the app's
 * @param voice how the model will answer this request
 * @param validUntil when the first audio id in it expires; null if it contains none
 * @param summaryBy who wrote the summary, {@code digest} or the name of a model; null if there is none
 * @param messages what became of each of the app's messages; their positions count from 1
 * @param warnings what to know before sending it
 */
public record ResumedRequest(
        byte[] body,
        boolean changed,
        Voice voice,
        @Nullable Instant validUntil,
        @Nullable String summaryBy,
        List<PlannedTurn> messages,
        List<String> warnings) {
    public ResumedRequest {
        messages = List.copyOf(messages);
        warnings = List.copyOf(warnings);
    }

    /** The body as text. */
    public String json() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
