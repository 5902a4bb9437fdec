package io.histctl.wire.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.histctl.error.InvalidPayloadException;
import java.util.HashSet;
import java.util.Set;

/** What the settings of a request must satisfy (API.md, rules V1, V8–V11 and V13). */
final class SettingsRules {
    private static final Set<String> FORMATS = Set.of("wav", "aac", "mp3", "flac", "opus", "pcm16");

    private SettingsRules() {}

    static void check(JsonNode settings, boolean hasSound) {
        String model = settings.path("model").asText("");
        require("V1", !model.isEmpty(), "no model is known for this conversation; name one with --model");
        Set<String> modalities = new HashSet<>();
        settings.path("modalities").forEach(modality -> modalities.add(modality.asText()));
        boolean audio = modalities.contains("audio");
        boolean stream = settings.path("stream").asBoolean(false);
        if (audio) {
            require(
                    "V8",
                    modalities.contains("text"),
                    "modalities must hold text beside audio; record a request that asks for both");
            JsonNode voice = settings.path("audio").path("voice");
            String format = settings.path("audio").path("format").asText("");
            require(
                    "V9",
                    voice.isObject() || (voice.isTextual() && !voice.textValue().isEmpty()),
                    "audio is wanted and no voice is known; name one with --voice");
            require(
                    "V9",
                    FORMATS.contains(format),
                    "audio is wanted and its format is missing or unknown; name one of wav, aac, mp3, flac, opus, pcm16"
                            + " with --audio-format");
            require(
                    "V10",
                    !stream || format.equals("pcm16"),
                    "a streamed reply can only be pcm16; add --audio-format pcm16 or --no-stream");
        }
        require(
                "V11",
                audio || hasSound || !model.contains("audio"),
                "an audio model needs audio in the input or among the modalities; add --voice, or name a text model"
                        + " with --model");
        require("V13", stream || !settings.has("stream_options"), "stream_options need stream: true; add --no-stream");
    }

    private static void require(String rule, boolean holds, String otherwise) {
        if (!holds) {
            throw new InvalidPayloadException(rule, otherwise);
        }
    }
}
