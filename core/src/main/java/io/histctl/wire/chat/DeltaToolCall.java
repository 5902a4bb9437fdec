package io.histctl.wire.chat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.wire.Fields;

/** A tool call of a stream, or the deprecated function call, joined from its deltas. */
final class DeltaToolCall {
    private final StringBuilder name = new StringBuilder();
    private final StringBuilder input = new StringBuilder();
    private String id = "";
    private String type = "function";

    String id() {
        return id;
    }

    void add(Fields call) {
        id = firstFilled(ToolCallReader.idIn(call.get("id")), id);
        type = firstFilled(ToolCallReader.idIn(call.get("type")), type);
        Fields function = call.objectOrNull("function");
        if (function != null) {
            addFunction(function);
        }
        Fields custom = call.objectOrNull("custom");
        if (custom != null) {
            type = "custom";
            addName(ToolCallReader.text(custom, "name"));
            input.append(ToolCallReader.arguments(custom, "input"));
        }
    }

    void addFunction(Fields function) {
        addName(ToolCallReader.text(function, "name"));
        input.append(ToolCallReader.arguments(function, "arguments"));
    }

    /** Some servers repeat the whole name in each chunk. */
    private void addName(String piece) {
        if (!name.toString().equals(piece)) {
            name.append(piece);
        }
    }

    boolean isEmpty() {
        return id.isEmpty() && name.isEmpty() && input.isEmpty();
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

    private static String firstFilled(String given, String known) {
        return given.isEmpty() ? known : given;
    }
}
