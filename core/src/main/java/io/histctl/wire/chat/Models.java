package io.histctl.wire.chat;

import java.time.Instant;
import java.util.Map;
import org.apiguardian.api.API;

/** What is known about models (API.md, "Models"). Nothing is guessed about a model that is not listed. */
@API(status = API.Status.INTERNAL)
public final class Models {
    /** A current model that speaks. */
    public static final String CURRENT = "gpt-audio-1.5";

    private static final Map<String, Instant> SHUT_DOWN = Map.of(
            "gpt-4o-audio-preview", Instant.parse("2026-05-07T00:00:00Z"),
            "gpt-4o-mini-audio-preview", Instant.parse("2026-05-07T00:00:00Z"),
            "gpt-audio-mini", Instant.parse("2027-01-20T00:00:00Z"));

    private Models() {}

    /** Whether the model, or the model it is a dated snapshot of, is shut down at this instant. */
    public static boolean isShutDown(String model, Instant at) {
        Instant end = SHUT_DOWN.get(model.replaceFirst("-\\d{4}-\\d{2}-\\d{2}$", ""));
        return end != null && !at.isBefore(end);
    }
}
