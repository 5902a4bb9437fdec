package io.histctl.export;

import io.histctl.wire.chat.PayloadSettings;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a payload that differ from the recorded ones. A voice or an audio format asks for a spoken reply.
 *
 * @param model the model's name; null as recorded
 * @param voice the voice's name; null as recorded
 * @param audioFormat such as {@code wav}; null as recorded
 * @param stream whether to stream the reply; null as recorded
 */
public record Overrides(
        @Nullable String model,
        @Nullable String voice,
        @Nullable String audioFormat,
        @Nullable Boolean stream) {
    /** All settings as recorded. */
    public static final Overrides NONE = new Overrides(null, null, null, null);

    /** Whether they ask for a spoken reply. */
    boolean wantAudio() {
        return voice != null || audioFormat != null;
    }

    void applyTo(PayloadSettings settings) {
        if (model != null) {
            settings.model(model);
        }
        if (wantAudio()) {
            settings.audio(voice, audioFormat);
        }
        if (stream != null) {
            settings.stream(stream);
        }
    }

    /** These settings with another model. */
    public Overrides withModel(@Nullable String model) {
        return new Overrides(model, voice, audioFormat, stream);
    }

    /** These settings with another voice. */
    public Overrides withVoice(@Nullable String voice) {
        return new Overrides(model, voice, audioFormat, stream);
    }

    /** These settings with another audio format. */
    public Overrides withAudioFormat(@Nullable String audioFormat) {
        return new Overrides(model, voice, audioFormat, stream);
    }

    /** These settings, with a streamed reply or not. */
    public Overrides withStream(@Nullable Boolean stream) {
        return new Overrides(model, voice, audioFormat, stream);
    }
}
