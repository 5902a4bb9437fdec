package io.histctl.wire.chat;

import io.histctl.wire.JsonSlice;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apiguardian.api.API;

/**
 * Messages that were read not long ago, by their bytes: a history that grows repeats them with each request. For one
 * thread.
 */
@API(status = API.Status.INTERNAL)
public final class SeenMessages {
    private static final int LONGEST = 1 << 16;
    private static final int MOST_MEMORY = 16 << 20;
    private static final int PER_MESSAGE = 400;

    private final Map<Slice, ChatMessage> seen = new LinkedHashMap<>(16, 0.75f, true);
    private final int longest;
    private long memory;

    private SeenMessages(int longest) {
        this.longest = longest;
    }

    /** For a document alone, in which messages are rarely repeated: none is kept. */
    static SeenMessages none() {
        return new SeenMessages(0);
    }

    /** For the documents of one import. */
    public static SeenMessages ofImport() {
        return new SeenMessages(LONGEST);
    }

    /** The message with this JSON, as it was read before or is read now. */
    ChatMessage get(JsonSlice json, Supplier<ChatMessage> read) {
        if (json.length() > longest) {
            return read.get();
        }
        ChatMessage known = seen.get(new Slice(json.source(), json.from(), json.to()));
        return known == null ? keep(json, read.get()) : known;
    }

    private ChatMessage keep(JsonSlice json, ChatMessage message) {
        seen.put(new Slice(json.bytes(), 0, json.length()), message);
        memory += memory(json.length());
        for (var oldest = seen.keySet().iterator(); memory > MOST_MEMORY; oldest.remove()) {
            memory -= memory(oldest.next().length());
        }
        return message;
    }

    /** About what a message takes: its bytes twice, its text, and what holds them. */
    private static int memory(int length) {
        return 3 * length + PER_MESSAGE;
    }

    private static final class Slice {
        private final byte[] source;
        private final int from;
        private final int to;
        private final int hash;

        Slice(byte[] source, int from, int to) {
            this.source = source;
            this.from = from;
            this.to = to;
            int sum = 1;
            for (int i = from; i < to; i++) {
                sum = 31 * sum + source[i];
            }
            this.hash = sum;
        }

        int length() {
            return to - from;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Slice that
                    && hash == that.hash
                    && Arrays.equals(source, from, to, that.source, that.from, that.to);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }
}
