package io.histctl.cli.page;

import io.histctl.model.AudioRef;
import io.histctl.resume.AudioStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The remaining lifetime of an audio id.
 *
 * @param expires in epoch milliseconds; null if it has expired, is gone or was pruned
 * @param width of the bar's filled part, in pixels
 */
record LifeView(@Nullable Long expires, int width, String left, boolean estimated, String id) {
    private static final int FULL = 120;

    static LifeView of(AudioRef audio, Instant at) {
        AudioRef.Expiry expiry = audio.expiry();
        AudioStatus status = new AudioStatus(expiry.at(), expiry.goneAt() != null, expiry.prunedAt() != null);
        Double share = status.remainingShare(at);
        return new LifeView(
                share == null ? null : (Long) expiry.at().toEpochMilli(),
                share == null ? 0 : (int) Math.round(FULL * share),
                status.describe(at),
                expiry.estimated() && share != null,
                audio.id() == null ? "" : audio.id());
    }
}
