package io.histctl.wire.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.histctl.model.ToolCall;
import io.histctl.wire.Fields;
import org.jspecify.annotations.Nullable;

/** Reads a tool call, also one whose id is a number or whose arguments are an object instead of its JSON. */
final class ToolCallReader {
    private ToolCallReader() {}

    static ToolCall read(Fields call) {
        JsonNode id = call.get("id");
        Fields custom = call.objectOrNull("custom");
        Fields body = custom != null ? custom : call.objectOrNull("function");
        return new ToolCall(
                id != null && id.isIntegralNumber() ? id.asText() : call.string("id"),
                body == null ? "" : text(body, "name"),
                body == null ? "" : arguments(body, custom != null ? "input" : "arguments"));
    }

    /** A string; empty if it is missing. */
    static String text(Fields object, String name) {
        String text = object.stringOrNull(name);
        return text == null ? "" : text;
    }

    /** The arguments of a call as a request states them: JSON in a string. */
    static String arguments(Fields body, String name) {
        JsonNode value = body.get(name);
        return value != null && value.isObject() ? value.toString() : text(body, name);
    }

    /** An id in a chunk: a string, or a number's digits; empty if it is missing or something else. */
    static String idIn(@Nullable JsonNode value) {
        return value != null && (value.isTextual() || value.isIntegralNumber()) ? value.asText() : "";
    }
}
