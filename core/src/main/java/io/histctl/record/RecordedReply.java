package io.histctl.record;

import io.histctl.store.AudioRow;
import io.histctl.store.NewTurn;
import io.histctl.wire.chat.ChatError;
import io.histctl.wire.chat.ChatReply;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The stored reply of an exchange.
 *
 * @param position of its turn
 * @param audio null if the reply has no audio id
 * @param incomplete whether its stream broke off
 * @param voiceLost whether audio was requested and the reply is text
 * @param error with which the server ended the stream; null if it did not
 */
public record RecordedReply(
        long position,
        @Nullable Audio audio,
        boolean incomplete,
        boolean voiceLost,
        @Nullable StreamError error) {

    /**
     * The audio of a reply.
     *
     * @param id the audio id
     * @param expiresAt when the API stops accepting the id
     * @param estimated whether that is an estimate; otherwise the reply reported it
     */
    public record Audio(String id, Instant expiresAt, boolean estimated) {}

    /**
     * An error in the middle of a stream. What arrived before it is stored.
     *
     * @param code the error's code, else its type; null if it has neither
     */
    public record StreamError(@Nullable String code) {}

    static RecordedReply of(NewTurn turn, ChatReply reply) {
        ChatError error = reply.error();
        return new RecordedReply(
                turn.position(),
                audio(turn.audio()),
                turn.incomplete(),
                turn.voiceLost(),
                error == null ? null : new StreamError(error.code() != null ? error.code() : error.type()));
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
