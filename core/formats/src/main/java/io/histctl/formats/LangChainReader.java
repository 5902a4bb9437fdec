package io.histctl.formats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.record.imports.HistoryFile;
import io.histctl.record.imports.HistoryReader;
import io.histctl.record.imports.HistorySink;
import java.io.IOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads messages of LangChain: as dictionaries with {@code type} and {@code data}, serialized, or plain. */
public final class LangChainReader implements HistoryReader {
    @Override
    public String format() {
        return "langchain";
    }

    @Override
    public String description() {
        return "messages of LangChain, an array of them per conversation";
    }

    @Override
    public String unit() {
        return "conversation";
    }

    @Override
    public boolean recognizes(HistoryFile file) throws IOException {
        Set<String> names = new HashSet<>();
        Documents.names(file).forEach(name -> names.add(name.replaceFirst("^messages\\.", "")));
        return (names.contains("type") && names.contains("data.content"))
                || (names.contains("lc") && names.contains("kwargs.content"))
                || (names.contains("type") && names.contains("content") && names.contains("additional_kwargs"));
    }

    @Override
    public void read(HistoryFile file, HistorySink sink) throws IOException {
        JsonNode all = Documents.whole(file);
        sink.begin();
        if (all.isArray() && all.path(0).isArray()) {
            for (JsonNode messages : all) {
                conversation(messages, sink);
                sink.begin();
            }
        } else {
            conversation(all.has("messages") ? all.path("messages") : all, sink);
        }
    }

    private static void conversation(JsonNode messages, HistorySink sink) {
        Branches branches = new Branches(sink, Values.fingerprint("langchain", messages), Values.object());
        for (JsonNode message : messages) {
            JsonNode data = Values.first(message, "data", "kwargs");
            JsonNode fields = data.isObject() ? data : message;
            ObjectNode read = message(type(message), fields, sink);
            if (read != null) {
                JsonNode meta = fields.path("response_metadata");
                JsonNode usage = fields.path("usage_metadata");
                branches.next(
                        null,
                        read,
                        Values.textOrNull(Values.first(meta, "model_name", "model")),
                        usage.isObject()
                                ? Replies.usage(
                                        usage.path("input_tokens").asLong(),
                                        usage.path("output_tokens").asLong())
                                : null);
            }
        }
        branches.passOn();
    }

    /** The type of a message: its own, or that of its class, such as {@code HumanMessage}. */
    private static String type(JsonNode message) {
        JsonNode names = message.path("id");
        if (message.has("lc") && names.isArray() && !names.isEmpty()) {
            return Values.text(names.get(names.size() - 1))
                    .replaceFirst("Message(Chunk)?$", "")
                    .toLowerCase(Locale.ROOT);
        }
        return Values.text(message.path("type"))
                .replaceFirst("MessageChunk$", "")
                .toLowerCase(Locale.ROOT);
    }

    private static @Nullable ObjectNode message(String type, JsonNode fields, HistorySink sink) {
        String text = Values.joined(fields.path("content"));
        JsonNode content = fields.path("content");
        return switch (type) {
            case "human", "user" -> {
                ObjectNode message = Messages.text("user", text);
                yield content.isArray() ? message.set("content", content) : message;
            }
            case "system" -> Messages.text("system", text);
            case "tool" -> Messages.toolResult(Values.text(fields.path("tool_call_id")), text);
            case "ai", "assistant" -> reply(fields, text);
            default -> {
                sink.note("messages of the type " + type.replaceAll("[^a-z]", "") + " were left out");
                yield null;
            }
        };
    }

    private static @Nullable ObjectNode reply(JsonNode fields, String text) {
        ObjectNode message = Messages.text("assistant", text);
        for (JsonNode call : fields.path("tool_calls")) {
            Messages.addToolCall(
                    message,
                    Values.text(call.path("id")),
                    Values.text(call.path("name")),
                    call.path("args").toString());
        }
        if (text.isEmpty()) {
            message.putNull("content");
        }
        return Messages.isEmpty(message) ? null : message;
    }
}
