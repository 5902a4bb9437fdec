package io.histctl.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** The rules on members besides the messages: V1, V8 to V13. */
final class RequestRules {
    private static final Set<String> MEMBERS = Set.of(
            "audio",
            "frequency_penalty",
            "function_call",
            "functions",
            "logit_bias",
            "logprobs",
            "max_completion_tokens",
            "max_tokens",
            "messages",
            "metadata",
            "modalities",
            "model",
            "moderation",
            "n",
            "parallel_tool_calls",
            "prediction",
            "presence_penalty",
            "prompt_cache_key",
            "prompt_cache_options",
            "prompt_cache_retention",
            "reasoning_effort",
            "response_format",
            "safety_identifier",
            "seed",
            "service_tier",
            "stop",
            "store",
            "stream",
            "stream_options",
            "temperature",
            "tool_choice",
            "tools",
            "top_logprobs",
            "top_p",
            "user",
            "verbosity",
            "web_search_options");

    /** Both orders are accepted, as recorded. */
    private static final Set<String> MODALITIES = Set.of("[\"text\"]", "[\"text\",\"audio\"]", "[\"audio\",\"text\"]");

    private static final Set<String> FORMATS = Set.of("wav", "aac", "mp3", "flac", "opus", "pcm16");

    private RequestRules() {}

    static void check(Request request) {
        JsonNode root = request.root();
        if (!root.isObject()) {
            throw Refused.rule("V1", null, "the body is not a JSON object");
        }
        Shape.onlyMembers(root, "", MEMBERS);
        Shape.nonEmptyString(root.path("model"), "V1", "model");
        Shape.nonEmptyArray(root.path("messages"), "V1", "messages");
        if (Shape.present(root, "n") && root.path("n").asInt() != 1) {
            throw Refused.rule("V1", "n", "this stand-in gives one choice only");
        }
        tools(root);
        modalities(request);
        audio(request);
        stream(root);
    }

    /** V11, apart from the others because it reads the messages, which must be known to be sound. */
    static void checkAudioModel(Request request) {
        if (request.model().contains("audio") && !request.wantsAudio() && !request.hasInputAudio()) {
            throw Refused.says(
                    "This model requires that either input content or output modality contain audio.",
                    "model",
                    "invalid_value");
        }
    }

    private static void tools(JsonNode root) {
        if (!root.has("tools")) {
            return;
        }
        Shape.nonEmptyArray(root.path("tools"), "V12", "tools");
        int i = 0;
        for (JsonNode tool : root.path("tools")) {
            String path = "tools[" + i++ + "]";
            String type = tool.path("type").asText();
            if (!type.equals("function") && !type.equals("custom")) {
                throw Refused.rule("V12", path + ".type", "a tool is a function or custom");
            }
            Shape.onlyMembers(tool, path, Set.of("type", type));
            Shape.nonEmptyString(tool.path(type).path("name"), "V12", path + "." + type + ".name");
        }
    }

    private static void modalities(Request request) {
        JsonNode root = request.root();
        if (Shape.present(root, "modalities")) {
            JsonNode modalities = root.path("modalities");
            if (!MODALITIES.contains(modalities.toString())) {
                throw Refused.rule("V8", "modalities", "expected text, or text and audio, not " + modalities);
            }
        }
        if (Shape.present(root, "audio") && !request.wantsAudio()) {
            throw Refused.rule("V8", "modalities", "'audio' is given, yet the modalities do not name it");
        }
    }

    private static void audio(Request request) {
        if (!request.wantsAudio()) {
            return;
        }
        JsonNode audio = Shape.object(request.root().path("audio"), "V9", "audio");
        Shape.onlyMembers(audio, "audio", Set.of("voice", "format"));
        JsonNode voice = audio.path("voice");
        Shape.nonEmptyString(voice.isObject() ? voice.path("id") : voice, "V9", "audio.voice");
        if (!FORMATS.contains(audio.path("format").asText())) {
            throw Refused.rule("V9", "audio.format", "no such format: " + audio.path("format"));
        }
        if (request.streamed() && !request.audioFormat().equals("pcm16")) {
            throw Refused.says(
                    "Unsupported value: 'audio.format' does not support '" + request.audioFormat()
                            + "' when stream=true. Supported values are: 'pcm16'.",
                    null,
                    null);
        }
    }

    private static void stream(JsonNode root) {
        if (Shape.present(root, "stream") && !root.path("stream").isBoolean()) {
            throw Refused.rule("V13", "stream", "expected a boolean at stream");
        }
        if (!Shape.present(root, "stream_options")) {
            return;
        }
        if (!root.path("stream").asBoolean()) {
            throw Refused.rule("V13", "stream_options", "'stream_options' is given without 'stream'");
        }
        Shape.object(root.path("stream_options"), "V13", "stream_options");
        Shape.onlyMembers(
                root.path("stream_options"), "stream_options", Set.of("include_usage", "include_obfuscation"));
    }
}
