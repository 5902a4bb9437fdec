package io.histctl.wire.chat;

import io.histctl.wire.JsonSlice;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apiguardian.api.API;

/**
 * Cache of messages by their bytes, since each request of a growing history repeats the earlier messages. Not safe for use
 * by several threads.
 */
@API(status = API.Status.INTERNAL)
public final class SeenMessages {
    private static final int MAX_LENGTH = 1 << 16;
    private static final int MAX_MEMORY = 16 << 20;
    private static final int MEMORY_PER_MESSAGE = 400;

    private final Map<ByteBuffer, ChatMessage> seen = new LinkedHashMap<>(16, 0.75f, true);
    private final int longest;
    private long memory;

    private SeenMessages(int longest) {
        this.longest = longest;
    }

    /** An empty cache, for a single document. */
    static SeenMessages none() {
        return new SeenMessages(0);
    }

    /** A cache for the documents of an import. */
    public static SeenMessages ofImport() {
        return new SeenMessages(MAX_LENGTH);
    }

    /** The message with this JSON, from the cache or read now. */
    ChatMessage get(JsonSlice json, Supplier<ChatMessage> read) {
        if (json.length() > longest) {
            return read.get();
        }
        ChatMessage known = seen.get(ByteBuffer.wrap(json.source(), json.from(), json.length()));
        return known == null ? keep(json, read.get()) : known;
    }

    private ChatMessage keep(JsonSlice json, ChatMessage message) {
        seen.put(ByteBuffer.wrap(json.bytes()), message);
        memory += memory(json.length());
        for (var oldest = seen.keySet().iterator(); memory > MAX_MEMORY; oldest.remove()) {
            memory -= memory(oldest.next().remaining());
        }
        return message;
    }

    /** The approximate memory for a message: its bytes twice, its text, and their objects. */
    private static int memory(int length) {
        return 3 * length + MEMORY_PER_MESSAGE;
    }
}
