package io.histctl.formats;

import com.fasterxml.jackson.databind.JsonNode;
import io.histctl.record.imports.HistoryFile;
import io.histctl.record.imports.HistoryReader;
import io.histctl.record.imports.HistorySink;
import java.io.FilterInputStream;
import java.io.IOException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/** Reads a ChatGPT data export: {@code conversations.json}, or the ZIP file that contains it. */
public final class ChatGptReader implements HistoryReader {
    @Override
    public String format() {
        return "chatgpt";
    }

    @Override
    public String description() {
        return "ChatGPT's data export: conversations.json, or the ZIP file";
    }

    @Override
    public String unit() {
        return "conversation";
    }

    @Override
    public boolean recognizes(HistoryFile file) throws IOException {
        if (!isZip(file)) {
            return Documents.names(file).contains("mapping");
        }
        try (ZipInputStream zip = new ZipInputStream(file.open())) {
            return next(zip) != null;
        }
    }

    @Override
    public void read(HistoryFile file, HistorySink sink) throws IOException {
        if (!isZip(file)) {
            Documents.read(file, sink, conversation -> conversation(conversation, sink));
            return;
        }
        try (ZipInputStream zip = new ZipInputStream(file.open())) {
            while (next(zip) != null) {
                Documents.read(new ZipMember(zip), sink, conversation -> conversation(conversation, sink));
            }
        }
    }

    /** Goes to the next file with conversations, of which large exports have several. */
    private static @Nullable ZipEntry next(ZipInputStream zip) throws IOException {
        ZipEntry entry = zip.getNextEntry();
        while (entry != null && !entry.getName().matches("(.*/)?conversations(-\\d+)?\\.json")) {
            entry = zip.getNextEntry();
        }
        return entry;
    }

    private static boolean isZip(HistoryFile file) {
        byte[] start = file.start();
        return start.length > 3 && start[0] == 'P' && start[1] == 'K' && start[2] == 3;
    }

    /** One file of the archive; closing it leaves the archive open. */
    private static final class ZipMember extends FilterInputStream {
        ZipMember(ZipInputStream zip) {
            super(zip);
        }

        @Override
        public void close() {
            // the next file follows
        }
    }

    private static void conversation(JsonNode conversation, HistorySink sink) {
        String id = Values.text(Values.first(conversation, "conversation_id", "id"));
        Branches branches = new Branches(sink, id, Values.object());
        JsonNode mapping = conversation.path("mapping");
        for (JsonNode node : mapping) {
            JsonNode message = node.path("message");
            branches.add(new Entry(
                    Values.text(node.path("id")),
                    Values.textOrNull(node.path("parent")),
                    Values.time(message.path("create_time")),
                    new ChatGptMessage(mapping, node, sink).read(),
                    Values.textOrNull(message.path("metadata").path("model_slug")),
                    null));
        }
        branches.passOn(Values.textOrNull(conversation.path("current_node")));
        sink.title(id, Values.text(conversation.path("title")));
    }
}
