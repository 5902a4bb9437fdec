package io.histctl.wire.chat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.wire.Fields;
import org.jspecify.annotations.Nullable;

/** One tool call of a stream, or the deprecated function call, its arguments in pieces. */
final class DeltaToolCall {
    private final StringBuilder name = new StringBuilder();
    private final StringBuilder input = new StringBuilder();
    private String id = "";
    private String type = "function";

    void add(Fields call) {
        id = orElse(call.stringOrNull("id"), id);
        type = orElse(call.stringOrNull("type"), type);
        Fields function = call.objectOrNull("function");
        if (function != null) {
            addFunction(function);
        }
        Fields custom = call.objectOrNull("custom");
        if (custom != null) {
            type = "custom";
            append(name, custom.stringOrNull("name"));
            append(input, custom.stringOrNull("input"));
        }
    }

    void addFunction(Fields function) {
        append(name, function.stringOrNull("name"));
        append(input, function.stringOrNull("arguments"));
    }

    boolean isEmpty() {
        return name.isEmpty() && input.isEmpty();
    }

    void addTo(ArrayNode calls) {
        ObjectNode call = calls.addObject();
        call.put("id", id);
        call.put("type", type);
        addBodyTo(call.putObject(type.equals("custom") ? "custom" : "function"));
    }

    void addBodyTo(ObjectNode body) {
        body.put("name", name.toString());
        body.put(type.equals("custom") ? "input" : "arguments", input.toString());
    }

    private static String orElse(@Nullable String given, String known) {
        return given == null || given.isEmpty() ? known : given;
    }

    private static void append(StringBuilder text, @Nullable String piece) {
        text.append(piece == null ? "" : piece);
    }
}
