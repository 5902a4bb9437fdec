package io.histctl.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import java.util.Map;
import java.util.Set;

/** The rules on a content and its parts: V6 and V7. */
final class PartRules {
    private static final Map<String, Set<String>> PARTS = Map.of(
            "system", Set.of("text"),
            "developer", Set.of("text"),
            "user", Set.of("text", "image_url", "input_audio", "file"),
            "assistant", Set.of("text", "refusal"),
            "tool", Set.of("text"),
            "function", Set.of());

    private PartRules() {}

    static void check(JsonNode content, String role, String path) {
        if (content.isTextual()) {
            return;
        }
        Shape.nonEmptyArray(content, "V6", path);
        for (int i = 0; i < content.size(); i++) {
            part(content.path(i), role, path + "[" + i + "]");
        }
    }

    private static void part(JsonNode part, String role, String path) {
        Shape.object(part, "V6", path);
        String type = part.path("type").asText();
        if (!PARTS.get(role).contains(type)) {
            String rule = type.equals("input_audio") ? "V7" : "V6";
            throw Refused.rule(rule, path + ".type", "a part of type '" + type + "' in a turn of role '" + role + "'");
        }
        Shape.onlyMembers(
                part,
                path,
                type.equals("refusal") ? Set.of("type", type) : Set.of("type", type, "prompt_cache_breakpoint"));
        JsonNode value = part.path(type);
        String valuePath = path + "." + type;
        switch (type) {
            case "image_url" -> imageUrl(value, valuePath);
            case "input_audio" -> inputAudio(value, valuePath);
            case "file" -> file(value, valuePath);
            default -> Shape.string(value, "V6", valuePath);
        }
    }

    private static void imageUrl(JsonNode image, String path) {
        Shape.object(image, "V6", path);
        Shape.onlyMembers(image, path, Set.of("url", "detail"));
        Shape.nonEmptyString(image.path("url"), "V6", path + ".url");
    }

    private static void file(JsonNode file, String path) {
        Shape.object(file, "V6", path);
        Shape.onlyMembers(file, path, Set.of("file_id", "file_data", "filename"));
        for (var member : file.properties()) {
            Shape.nonEmptyString(member.getValue(), "V6", path + "." + member.getKey());
        }
        if (!file.has("file_id") && !file.has("file_data")) {
            throw Refused.rule("V6", path, "a file needs file_id or file_data");
        }
    }

    private static void inputAudio(JsonNode audio, String path) {
        Shape.object(audio, "V7", path);
        Shape.onlyMembers(audio, path, Set.of("data", "format"));
        Shape.nonEmptyString(audio.path("data"), "V7", path + ".data");
        Shape.nonEmptyString(audio.path("format"), "V7", path + ".format");
        if (!Set.of("wav", "mp3").contains(audio.path("format").textValue())) {
            throw Refused.says(
                    "This model does not support the format you provided.", "messages", "unsupported_format");
        }
        try {
            Base64.getDecoder().decode(audio.path("data").textValue());
        } catch (IllegalArgumentException e) {
            throw Refused.says("The audio file could not be decoded or its format is not supported.", null, null);
        }
    }
}
