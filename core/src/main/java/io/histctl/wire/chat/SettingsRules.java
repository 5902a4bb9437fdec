package io.histctl.wire.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.histctl.error.InvalidPayloadException;
import io.histctl.error.Remedy;
import io.histctl.wire.Json;
import io.histctl.wire.JsonSlice;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rules for the settings of a request: V1, V8 to V13. */
final class SettingsRules {
    private SettingsRules() {}

    static void check(JsonNode settings, boolean hasSound) {
        String model = settings.path("model").textValue();
        require(
                "V1",
                model != null && !model.isEmpty(),
                "no model is recorded for this conversation; name one",
                Remedy.NAME_MODEL);
        boolean audio = modalities(settings).contains(ChatApi.AUDIO);
        boolean streamed = isStreamed(settings);
        if (audio) {
            audio(settings.path("audio"), streamed);
        } else {
            require(
                    "V8",
                    !settings.hasNonNull("audio"),
                    "audio is set, but the modalities do not include it; name a voice to ask for audio",
                    Remedy.NAME_VOICE);
        }
        require(
                "V11",
                audio || hasSound || !String.valueOf(model).contains("audio"),
                "an audio model needs audio in the input or among the modalities; name a voice, or a text model",
                Remedy.NAME_VOICE);
        members(settings);
    }

    /** Whether settings break no rule, if there is sound in the input. */
    static boolean accept(byte @Nullable [] settings) {
        try {
            check(Json.tree(JsonSlice.of(settings == null ? new byte[] {'{', '}'} : settings)), true);
            return true;
        } catch (InvalidPayloadException e) {
            return false;
        }
    }

    private static Set<String> modalities(JsonNode settings) {
        Set<String> modalities = new HashSet<>();
        settings.path("modalities").forEach(modality -> modalities.add(modality.asText()));
        require(
                "V8",
                !settings.hasNonNull("modalities")
                        || (settings.path("modalities").isArray() && ChatApi.MODALITIES.contains(modalities)),
                "modalities must be text, or text and audio; record a request with one of these");
        return modalities;
    }

    private static void audio(JsonNode audio, boolean streamed) {
        JsonNode voice = audio.path("voice");
        JsonNode name = voice.isObject() ? voice.path("id") : voice;
        require(
                "V9",
                name.isTextual() && !name.textValue().isEmpty(),
                "audio is requested, but no voice is recorded; name one",
                Remedy.NAME_VOICE);
        String format = audio.path("format").asText("");
        require(
                "V9",
                ChatApi.OUTPUT_FORMATS.contains(format),
                "audio is requested, but its format is missing or unknown; choose one of "
                        + String.join(", ", ChatApi.OUTPUT_FORMATS),
                Remedy.NAME_AUDIO_FORMAT);
        require(
                "V10",
                !streamed || format.equals(ChatApi.STREAMED_FORMAT),
                "a streamed reply can only be " + ChatApi.STREAMED_FORMAT
                        + "; choose that audio format, or no streaming",
                Remedy.DISABLE_STREAMING);
    }

    private static boolean isStreamed(JsonNode settings) {
        JsonNode stream = settings.path("stream");
        require(
                "V13",
                stream.isBoolean() || !settings.hasNonNull("stream"),
                "stream is neither true nor false; choose one of them");
        require(
                "V13",
                !settings.hasNonNull("stream_options")
                        || (stream.asBoolean()
                                && settings.path("stream_options").isObject()),
                "stream_options are set, but the reply is not streamed; choose streaming, or no streaming to leave"
                        + " them out",
                Remedy.DISABLE_STREAMING);
        return stream.asBoolean();
    }

    private static void members(JsonNode settings) {
        for (String name : ChatApi.REPLY_MEMBERS) {
            require(
                    "V12",
                    !settings.has(name),
                    "the request has the member " + name + ", which belongs to a reply; record the request without it");
        }
        require(
                "V12",
                !settings.has("tools")
                        || (settings.path("tools").isArray()
                                && !settings.path("tools").isEmpty()),
                "the request has tools without a tool; record the request without them");
    }

    private static void require(String rule, boolean holds, String otherwise) {
        require(rule, holds, otherwise, Remedy.NONE);
    }

    private static void require(String rule, boolean holds, String otherwise, Remedy remedy) {
        if (!holds) {
            throw new InvalidPayloadException(rule, otherwise, remedy);
        }
    }
}
