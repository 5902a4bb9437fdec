package io.histctl.wire.realtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.model.ToolCall;
import io.histctl.wire.Json;
import io.histctl.wire.JsonSlice;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Writes client events of the Realtime API.
 *
 * @hidden
 */
@API(status = API.Status.INTERNAL)
public final class RealtimeEvents {
    private RealtimeEvents() {}

    /**
     * Configures the session.
     *
     * @param settings of the Chat Completions requests; null if they are not known
     * @param spoken whether it answers by voice
     */
    public static String session(byte @Nullable [] settings, boolean spoken, String instructions) {
        ObjectNode event = JsonNodeFactory.instance.objectNode().put("type", "session.update");
        ObjectNode session = event.putObject("session").put("type", "realtime").put("instructions", instructions);
        session.putArray("output_modalities").add(spoken ? "audio" : "text");
        if (settings != null) {
            JsonNode recorded = Json.tree(JsonSlice.of(settings));
            JsonNode voice = recorded.path("audio").path("voice");
            if (spoken && voice.isTextual()) {
                session.putObject("audio").putObject("output").set("voice", voice);
            }
            tools(recorded.path("tools"), session);
        }
        return event.toString();
    }

    /** Adds what a user said. */
    public static String user(String text) {
        return message("user", "input_text", text);
    }

    /** Adds what the model said. */
    public static String assistant(String text) {
        return message("assistant", "output_text", text);
    }

    /** Adds a tool call of the model. */
    public static String call(ToolCall call) {
        ObjectNode event = item("function_call");
        ((ObjectNode) event.get("item"))
                .put("call_id", call.id())
                .put("name", call.name())
                .put("arguments", call.arguments());
        return event.toString();
    }

    /** Adds the result of a tool call. */
    public static String result(String callId, String output) {
        ObjectNode event = item("function_call_output");
        ((ObjectNode) event.get("item")).put("call_id", callId).put("output", output);
        return event.toString();
    }

    /** In Realtime events, the members of a function are next to its type. */
    private static void tools(JsonNode tools, ObjectNode session) {
        for (JsonNode tool : tools) {
            if (tool.path("function").isObject()) {
                ObjectNode flat = session.withArray("/tools").addObject().put("type", "function");
                for (String name : new String[] {"name", "description", "parameters"}) {
                    if (tool.path("function").hasNonNull(name)) {
                        flat.set(name, tool.path("function").get(name));
                    }
                }
            }
        }
    }

    private static String message(String role, String kind, String text) {
        ObjectNode event = item("message");
        ((ObjectNode) event.get("item"))
                .put("role", role)
                .putArray("content")
                .addObject()
                .put("type", kind)
                .put("text", text);
        return event.toString();
    }

    private static ObjectNode item(String type) {
        ObjectNode event = JsonNodeFactory.instance.objectNode().put("type", "conversation.item.create");
        event.putObject("item").put("type", type);
        return event;
    }
}
