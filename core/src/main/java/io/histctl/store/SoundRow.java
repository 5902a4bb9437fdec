package io.histctl.store;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code turn_sound}.
 *
 * @param offset where in the message the data belongs
 * @param soundId null if the sound was deleted
 * @param millis length of the speech; null if it could not be measured
 */
@API(status = API.Status.INTERNAL)
public record SoundRow(
        int offset,
        @Nullable Long soundId,
        byte[] hash,
        @Nullable String format,
        long soundBytes,
        @Nullable Long millis) {
    SoundRow at(int otherOffset) {
        return new SoundRow(otherOffset, soundId, hash, format, soundBytes, millis);
    }
}
