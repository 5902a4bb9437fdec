package io.histctl.record;

import io.histctl.store.AudioRow;
import io.histctl.store.NewTurn;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The stored reply of an exchange.
 *
 * @param position of its turn
 * @param audio null if the reply has no audio id
 * @param incomplete whether its stream broke off
 * @param voiceLost whether audio was asked for and text came
 */
public record RecordedReply(long position, @Nullable Audio audio, boolean incomplete, boolean voiceLost) {

    /**
     * The audio of a reply.
     *
     * @param id the audio id
     * @param expiresAt when the API stops to accept the id
     * @param estimated whether that is an estimate; otherwise the reply reported it
     */
    public record Audio(String id, Instant expiresAt, boolean estimated) {}

    static RecordedReply of(NewTurn turn) {
        return new RecordedReply(turn.position(), audio(turn.audio()), turn.incomplete(), turn.voiceLost());
    }

    private static @Nullable Audio audio(@Nullable AudioRow audio) {
        String id = audio == null ? null : audio.audioId();
        return audio == null || id == null
                ? null
                : new Audio(
                        id,
                        Instant.ofEpochMilli(audio.expiry().at()),
                        audio.expiry().reportedAt() == null);
    }
}
