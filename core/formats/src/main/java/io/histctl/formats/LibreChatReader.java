package io.histctl.formats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.record.imports.HistoryFile;
import io.histctl.record.imports.HistoryReader;
import io.histctl.record.imports.HistorySink;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a conversation that LibreChat exports as JSON, with or without its branches, flat or as a tree. */
public final class LibreChatReader implements HistoryReader {
    private static final String NO_PARENT = "00000000-0000-0000-0000-000000000000";

    @Override
    public String format() {
        return "librechat";
    }

    @Override
    public String description() {
        return "a conversation exported by LibreChat as JSON";
    }

    @Override
    public String unit() {
        return "conversation";
    }

    @Override
    public boolean recognizes(HistoryFile file) throws IOException {
        Set<String> names = Documents.names(file);
        return names.contains("conversationId") && (names.contains("messages") || names.contains("messagesTree"));
    }

    @Override
    public void read(HistoryFile file, HistorySink sink) throws IOException {
        Documents.read(file, sink, conversation -> conversation(conversation, sink));
    }

    private static void conversation(JsonNode conversation, HistorySink sink) {
        JsonNode options = conversation.path("options");
        ObjectNode settings = Values.object();
        String model = Values.textOrNull(options.path("model"));
        if (model != null) {
            settings.put("model", model);
        }
        String id = Values.text(conversation.path("conversationId"));
        Branches branches = new Branches(sink, id, settings);
        String instructions = Values.text(Values.first(options, "promptPrefix", "system", "instructions"));
        String root = null;
        if (!instructions.isEmpty()) {
            root = id + "-instructions";
            branches.add(new Entry(root, null, null, Messages.text("system", instructions), null, null));
        }
        JsonNode tree = Values.first(conversation, "messagesTree", "messages");
        if (tree.isObject()) { // a recursive export without an outer array
            tree = tree.path("children");
        }
        String newest = add(branches, tree, root, sink);
        branches.passOn(newest);
        sink.title(id, Values.text(conversation.path("title")));
    }

    /** Adds messages and those below them; returns the one that was written last. */
    private static @Nullable String add(Branches branches, JsonNode messages, @Nullable String root, HistorySink sink) {
        String newest = null;
        for (JsonNode message : messages) {
            String parent = Values.textOrNull(message.path("parentMessageId"));
            String id = Values.text(message.path("messageId"));
            branches.add(new Entry(
                    id,
                    parent == null || parent.equals(NO_PARENT) ? root : parent,
                    Values.time(message.path("createdAt")),
                    message(message, sink),
                    message.path("isCreatedByUser").asBoolean() ? null : Values.textOrNull(message.path("model")),
                    null));
            String below = add(branches, message.path("children"), root, sink);
            newest = below == null ? id : below;
        }
        return newest;
    }

    private static @Nullable ObjectNode message(JsonNode message, HistorySink sink) {
        if (message.path("error").asBoolean()) {
            sink.note("a message that reports an error was left out");
            return null;
        }
        if (message.path("files").size() > 0) {
            sink.note("images and files of messages were left out");
        }
        String text = content(message.path("content"), sink);
        if (text.isEmpty()) {
            text = Values.text(message.path("text"));
        }
        String role = message.path("isCreatedByUser").asBoolean() ? "user" : "assistant";
        return text.isEmpty() ? null : Messages.text(role, text);
    }

    private static String content(JsonNode parts, HistorySink sink) {
        StringBuilder all = new StringBuilder();
        for (JsonNode part : parts) {
            JsonNode given = part.path("text");
            String text = Values.text(part.path("type")).equals("text")
                    ? given.isObject() ? Values.text(given.path("value")) : Values.text(given)
                    : "";
            if (text.isEmpty()) {
                sink.note("tool calls, reasoning and images within replies were left out");
            } else {
                all.append(all.isEmpty() ? "" : "\n").append(text);
            }
        }
        return all.toString();
    }
}
