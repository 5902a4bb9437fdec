package io.histctl.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Parallel calls of tools that the request offered. */
record ToolCallsReply(List<Call> calls) implements Reply {
    ToolCallsReply {
        calls = List.copyOf(calls);
    }

    /** One call; {@code type} is function or custom. */
    record Call(String id, String type, String name, String argument) {
        String argumentName() {
            return type.equals("function") ? "arguments" : "input";
        }

        ObjectNode withArgument(String value) {
            ObjectNode call = Json.object().put("id", id).put("type", type);
            call.putObject(type).put("name", name).put(argumentName(), value);
            return call;
        }
    }

    static ToolCallsReply draw(JsonNode tools, int count, Words words) {
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            JsonNode tool = tools.path(words.between(0, tools.size() - 1));
            String type = tool.path("type").textValue();
            String name = tool.path(type).path("name").textValue();
            String said = words.sentence();
            String argument =
                    type.equals("function") ? Json.object().put("query", said).toString() : said;
            calls.add(new Call("call_" + words.alphanumeric(24), type, name, argument));
        }
        return new ToolCallsReply(calls);
    }

    @Override
    public ObjectNode message() {
        ObjectNode message = Json.object().put("role", "assistant").putNull("content");
        ArrayNode items = message.putArray("tool_calls");
        calls.forEach(call -> items.add(call.withArgument(call.argument())));
        message.putNull("refusal").putArray("annotations");
        return message;
    }

    @Override
    public void stream(Chunks chunks, Words words) {
        chunks.delta(Json.object().put("role", "assistant").putNull("content").putNull("refusal"));
        for (int i = 0; i < calls.size(); i++) {
            stream(calls.get(i), i, chunks, words);
        }
        chunks.finish("tool_calls");
        chunks.usage();
    }

    private static void stream(Call call, int index, Chunks chunks, Words words) {
        ObjectNode opening = Json.object().put("index", index);
        opening.setAll(call.withArgument(""));
        chunks.delta(item(opening));
        for (String piece : words.pieces(call.argument())) {
            ObjectNode more = Json.object().put("index", index);
            more.putObject(call.type()).put(call.argumentName(), piece);
            chunks.delta(item(more));
        }
    }

    private static ObjectNode item(ObjectNode call) {
        ObjectNode delta = Json.object();
        delta.putArray("tool_calls").add(call);
        return delta;
    }

    @Override
    public String finishReason() {
        return "tool_calls";
    }

    @Override
    public Tokens tokens() {
        return Tokens.ofText(message().path("tool_calls").toString());
    }
}
