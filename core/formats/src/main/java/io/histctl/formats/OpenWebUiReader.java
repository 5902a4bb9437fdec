package io.histctl.formats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.record.imports.HistoryFile;
import io.histctl.record.imports.HistoryReader;
import io.histctl.record.imports.HistorySink;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads the chats that Open WebUI exports as JSON. */
public final class OpenWebUiReader implements HistoryReader {
    @Override
    public String format() {
        return "open-webui";
    }

    @Override
    public String description() {
        return "chats exported by Open WebUI";
    }

    @Override
    public String unit() {
        return "chat";
    }

    @Override
    public boolean recognizes(HistoryFile file) throws IOException {
        return Documents.names(file).contains("chat.history.messages");
    }

    @Override
    public void read(HistoryFile file, HistorySink sink) throws IOException {
        Documents.read(file, sink, chat -> chat(chat, sink));
    }

    private static void chat(JsonNode row, HistorySink sink) {
        JsonNode chat = row.has("chat") ? row.path("chat") : row;
        JsonNode history = chat.path("history");
        String id = Values.text(row.hasNonNull("id") ? row.path("id") : chat.path("id"));
        Branches branches = new Branches(sink, id, Values.object());
        String system = Values.text(
                chat.hasNonNull("system")
                        ? chat.path("system")
                        : chat.path("params").path("system"));
        for (JsonNode message : history.path("messages")) {
            String parent = Values.textOrNull(message.path("parentId"));
            if (parent == null && !system.isEmpty()) {
                parent = id + "-system";
                branches.add(new Entry(parent, null, null, Messages.text("system", system), null, null));
            }
            branches.add(new Entry(
                    Values.text(message.path("id")),
                    parent,
                    Values.time(message.path("timestamp")),
                    message(message, sink),
                    Values.textOrNull(message.path("model")),
                    message.path("usage").isObject() ? message.path("usage") : null));
        }
        branches.passOn(Values.textOrNull(history.path("currentId")));
        sink.title(id, Values.text(Values.first(row, "title")));
    }

    private static @Nullable ObjectNode message(JsonNode message, HistorySink sink) {
        String role = Values.text(message.path("role"));
        String text = Values.joined(message.path("content"));
        JsonNode files = message.path("files");
        for (JsonNode file : files) {
            sink.note("images and files of messages were left out");
            text = text.isEmpty()
                    ? "[" + (Values.text(file.path("type")).equals("image") ? "image" : "file") + "]"
                    : text;
        }
        if (message.hasNonNull("error")) {
            sink.note("a reply that ended with an error was left out");
            return null;
        }
        return text.isEmpty() || !role.matches("user|assistant|system") ? null : Messages.text(role, text);
    }
}
