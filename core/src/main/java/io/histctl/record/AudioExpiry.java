package io.histctl.record;

import io.histctl.model.Usage;
import io.histctl.store.AudioRow;
import io.histctl.wire.Placeholder;
import io.histctl.wire.SoundExtent;
import io.histctl.wire.chat.ChatApi;
import io.histctl.wire.chat.ChatMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Determines the expiry of a newly recorded audio id, reported or estimated, and the length of its speech.
 *
 * @hidden
 */
@API(status = API.Status.INTERNAL)
public final class AudioExpiry {
    private static final Duration IMPLAUSIBLE = Duration.ofDays(1);

    private AudioExpiry() {}

    /**
     * The audio of a message; null if it has none.
     *
     * @param created the reply's own time; null for a message of a request
     * @param at when the exchange took place
     */
    static @Nullable AudioRow of(
            ChatMessage message,
            @Nullable Instant created,
            Instant at,
            @Nullable Usage usage,
            @Nullable String format,
            @Nullable String voice) {
        Placeholder.Id placeholder = message.template().audioId();
        byte[] idHash = message.idHash();
        if (placeholder == null || idHash == null) {
            return null;
        }
        String id = placeholder.id();
        Instant expiresAt = message.expiresAt();
        String spoken = message.message().audioTranscript();
        SoundExtent sound = message.sound();
        Long tokens = usage == null ? null : usage.audioTokens();
        Duration measured = measured(sound == null ? null : sound.lengthAs(format), tokens);
        return new AudioRow(
                id,
                idHash,
                placeholder.offset(),
                AudioRow.Expiry.of(
                        expiresAt == null ? null : (Long) expiresAt.toEpochMilli(),
                        (expiresAt == null ? estimate(id, created, at) : expiresAt).toEpochMilli()),
                new AudioRow.Speech(
                        format,
                        voice,
                        sound == null ? null : (Long) sound.bytes(),
                        measured != null
                                ? (Long) measured.toMillis()
                                : tokens == null
                                        ? null
                                        : (Long) ChatApi.spoken(tokens).toMillis(),
                        measured != null,
                        spoken != null && !spoken.isBlank(),
                        null,
                        !message.template().sounds().isEmpty()),
                tokens,
                usage == null ? null : usage.textTokens());
    }

    /** When the audio id that a message quotes expires; empty if neither the message nor the id shows it. */
    public static Optional<Instant> quoted(ChatMessage message) {
        String id = message.audioId();
        if (id == null || message.expiresAt() != null) {
            return Optional.ofNullable(message.expiresAt());
        }
        return ChatApi.began(id).map(ChatApi::expiry);
    }

    /**
     * An hour after the second in the id, which is never later than the true expiry. For an id of another form, an hour
     * after the reply's time. If only a request quotes such an id, the time of the request, when it was still usable.
     */
    private static Instant estimate(String id, @Nullable Instant created, Instant at) {
        Instant reference = created == null ? at : created;
        Optional<Instant> began = ChatApi.began(id)
                .filter(second -> created == null || !second.isBefore(reference.minus(IMPLAUSIBLE)))
                .filter(second -> second.isBefore(reference.plus(IMPLAUSIBLE)));
        return began.map(ChatApi::expiry).orElse(created == null ? at : ChatApi.expiry(created));
    }

    /** The length of the sound itself; null if it differs from its audio tokens, since then some bytes are missing. */
    private static @Nullable Duration measured(@Nullable Duration length, @Nullable Long tokens) {
        if (length == null || tokens == null) {
            return length;
        }
        long difference = Math.abs(length.toMillis() - ChatApi.spoken(tokens).toMillis());
        return difference <= Math.max(500, ChatApi.spoken(tokens).toMillis() / 10) ? length : null;
    }
}
