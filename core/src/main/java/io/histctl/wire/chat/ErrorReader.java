package io.histctl.wire.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.histctl.error.InvalidInputException;
import io.histctl.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the error in a body. Gateways wrap the API's error in a message, or as JSON in a string, under a code of their own.
 * The innermost code that is a word counts.
 */
final class ErrorReader {
    private static final Pattern WORD = Pattern.compile("[\\w.:-]{1,64}");
    private static final Pattern NUMBER = Pattern.compile("[\\d.]+");
    private static final List<String> MEMBERS = List.of("error", "errors", "detail", "error_message", "error_type");
    private static final int MAX_DEPTH = 8;

    private @Nullable String type;
    private @Nullable String code;
    private @Nullable String param;
    private @Nullable String missing;
    private final UnreadableReference reference = new UnreadableReference();
    private boolean reportsNotFound;
    private boolean otherCode;

    @Nullable
    ChatError read(JsonNode body) {
        JsonNode found = find(body);
        if (found == null) {
            return null;
        }
        collect(found, 0);
        boolean notFound = reportsNotFound || (missing != null && !otherCode);
        return new ChatError(
                type,
                notFound ? ChatApi.AUDIO_NOT_FOUND : code,
                param,
                notFound ? missing : null,
                reference.value(),
                reference.isReported(),
                notFound);
    }

    /** The body if it reports an error; otherwise null. */
    private static @Nullable JsonNode find(JsonNode body) {
        if (body.isArray()) {
            return body.size() == 1 ? find(body.path(0)) : null;
        }
        for (String member : MEMBERS) {
            if (isPresent(body.path(member))) {
                return body;
            }
        }
        boolean reply = !body.path("choices").isEmpty();
        boolean message =
                isPresent(body.path("message")) && !body.path("message").isObject();
        boolean failed =
                body.path("success").isBoolean() && !body.path("success").booleanValue();
        boolean typed = body.path("type").asText().equals("error")
                || body.path("object").asText().equals("error");
        return !reply && (message || failed || typed) ? body : null;
    }

    /** Some servers send an empty error, or one of empty values, with every chunk. */
    private static boolean isPresent(JsonNode error) {
        if (error.isContainerNode()) {
            for (JsonNode value : error) {
                if (isPresent(value)) {
                    return true;
                }
            }
            return false;
        }
        String text = error.asText("");
        return !text.isBlank() && !text.equals("false") && !text.equals("0");
    }

    private void collect(JsonNode node, int depth) {
        if (depth > MAX_DEPTH) {
            return;
        }
        if (node.isTextual()) {
            text(node.textValue(), depth);
        } else if (node.isObject()) {
            type = word(node, "type", type);
            type = word(node, "error_type", type);
            addCode(node.path("code"));
            addCode(node.path("error_code"));
            param = node.path("param").isTextual() ? node.path("param").textValue() : param;
            node.properties().forEach(member -> {
                if (!member.getKey().equals("choices")) {
                    collect(member.getValue(), depth + 1);
                }
            });
        } else {
            node.forEach(each -> collect(each, depth + 1));
        }
    }

    private void text(String text, int depth) {
        Matcher id = ChatApi.AUDIO_NOT_FOUND_MESSAGE.matcher(text);
        if (missing == null && id.find()) {
            missing = id.group(1);
        }
        reference.read(text);
        reportsNotFound |= text.equals(ChatApi.AUDIO_NOT_FOUND);
        int object = text.indexOf('{');
        int end = text.lastIndexOf('}');
        if (object >= 0 && end > object) {
            byte[] json = text.substring(object, end + 1).getBytes(StandardCharsets.UTF_8);
            try {
                collect(Json.tree(Json.read(json, "an error")), depth + 1);
            } catch (InvalidInputException notJson) {
                // a message may contain braces
            }
        }
    }

    private void addCode(JsonNode given) {
        String text = given.isValueNode() ? given.asText("") : "";
        if (given.isNull() || !WORD.matcher(text).matches()) {
            return;
        }
        boolean number = NUMBER.matcher(text).matches();
        if (code == null || !number) {
            code = text;
        }
        otherCode |= !number && !text.equals(ChatApi.AUDIO_NOT_FOUND) && !text.contains("request");
    }

    /** Only plain words are shown to people: anything else could quote a chat. */
    private static @Nullable String word(JsonNode error, String name, @Nullable String otherwise) {
        JsonNode value = error.path(name);
        String text = value.isValueNode() && !value.isNull() ? value.asText("") : "";
        return WORD.matcher(text).matches() ? text : otherwise;
    }
}
