package io.histctl.wire.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.histctl.model.ToolCall;
import io.histctl.wire.Fields;
import org.jspecify.annotations.Nullable;

/** Reads a tool call. Its id may be a number, its arguments an object instead of a string. */
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

    /** The arguments of a call as text. */
    static String arguments(Fields body, String name) {
        JsonNode value = body.get(name);
        return value != null && value.isObject() ? value.toString() : text(body, name);
    }

    /** An id in a chunk: a string, or a number's digits; empty if it is missing or of another type. */
    static String idIn(@Nullable JsonNode value) {
        return value != null && (value.isTextual() || value.isIntegralNumber()) ? value.asText() : "";
    }
}
