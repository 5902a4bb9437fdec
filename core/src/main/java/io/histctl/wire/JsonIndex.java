package io.histctl.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;

/**
 * A document without white space, and where each member name and value is in it. Made in one pass, so that long strings
 * are not scanned again at each level.
 */
final class JsonIndex {
    /** The first byte, the end, and the number of the entry after it and all that it contains. */
    private static final int FIELDS = 3;

    private final byte[] input;
    private final byte[] document;
    private int length;
    private int[] entries = new int[16 * FIELDS];
    private int count;
    private int[] open = new int[8];
    private int depth;

    private JsonIndex(byte[] input, byte[] document) {
        this.input = input;
        this.document = document;
    }

    /** Reads a document without white space, which is not copied. */
    static JsonIndex ofCompact(JsonParser parser, byte[] document) throws IOException {
        return read(parser, new JsonIndex(document, document));
    }

    /** Reads all tokens of a parser that is at the first one, as far as the end of its value. */
    static JsonIndex of(JsonParser parser, byte[] input) throws IOException {
        return read(parser, new JsonIndex(input, new byte[input.length]));
    }

    private static JsonIndex read(JsonParser parser, JsonIndex index) throws IOException {
        byte[] input = index.input;
        int start = offset(parser);
        JsonToken token = parser.currentToken();
        do {
            int entry = index.begin(token);
            token = parser.nextToken();
            int next = token == null ? input.length : offset(parser);
            index.copy(entry, start, next);
            start = next;
        } while (token != null && index.depth > 0);
        return index;
    }

    private static int offset(JsonParser parser) {
        return (int) parser.currentTokenLocation().getByteOffset();
    }

    /** The number of the entry that the token ends with itself; -1 for the beginning or end of an object or array. */
    private int begin(JsonToken token) {
        if (token.isStructEnd()) {
            int ended = open[--depth] * FIELDS;
            entries[ended + 1] = length + 1;
            entries[ended + 2] = count;
            return -1;
        }
        if (entries.length == count * FIELDS) {
            entries = Arrays.copyOf(entries, 2 * entries.length);
        }
        entries[count * FIELDS] = length;
        if (token.isStructStart()) {
            open = depth == open.length ? Arrays.copyOf(open, 2 * depth) : open;
            open[depth++] = count++;
            return -1;
        }
        entries[count * FIELDS + 2] = count + 1;
        return count++;
    }

    /** Copies a token and the comma or colon after it, without white space. */
    private void copy(int entry, int start, int next) {
        int end = next;
        while (isBetweenTokens(input[end - 1])) {
            end--;
        }
        if (document != input) {
            System.arraycopy(input, start, document, length, end - start);
        }
        length += end - start;
        if (entry >= 0) {
            entries[entry * FIELDS + 1] = length;
        }
        for (int i = end; i < next; i++) {
            if (!isWhiteSpace(input[i])) {
                document[length++] = input[i];
            }
        }
    }

    private static boolean isBetweenTokens(byte b) {
        return b == ',' || b == ':' || isWhiteSpace(b);
    }

    private static boolean isWhiteSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    byte[] document() {
        return document;
    }

    int start(int entry) {
        return entries[entry * FIELDS];
    }

    int end(int entry) {
        return entries[entry * FIELDS + 1];
    }

    /** The entry after this one and all that it contains. */
    int next(int entry) {
        return entries[entry * FIELDS + 2];
    }
}
