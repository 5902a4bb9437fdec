package io.histctl.wire.chat;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What a caller wants otherwise than the recorded settings say; null: as recorded. A voice or an audio format asks
 * for a spoken reply.
 */
@API(status = API.Status.INTERNAL)
public record Overrides(
        @Nullable String model,
        @Nullable String voice,
        @Nullable String audioFormat,
        @Nullable Boolean stream) {
    /** Everything as recorded. */
    public static final Overrides NONE = new Overrides(null, null, null, null);

    /** Whether they ask for a spoken reply. */
    public boolean wantAudio() {
        return voice != null || audioFormat != null;
    }
}
