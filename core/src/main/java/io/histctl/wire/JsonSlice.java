package io.histctl.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * A value inside a checked JSON document without white space, as the bytes that came: what is kept of a message is
 * a slice of the wire, so no number, member or escape can change.
 */
@API(status = API.Status.INTERNAL)
public final class JsonSlice {
    private final byte[] source;
    private final int from;
    private final int to;
    private final LongStrings strings;

    private JsonSlice(byte[] source, int from, int to, LongStrings strings) {
        this.source = source;
        this.from = from;
        this.to = to;
        this.strings = strings;
    }

    /** Bytes that are checked and compact already, such as those of a store. */
    public static JsonSlice of(byte[] compact) {
        return new JsonSlice(compact, 0, compact.length, new LongStrings());
    }

    static JsonSlice compact(byte[] valid, int from) {
        byte[] out = new byte[valid.length - from];
        LongStrings strings = new LongStrings();
        int length = 0;
        for (int i = from; i < valid.length; i++) {
            byte b = valid[i];
            if (b == '"') {
                int end = StringScan.end(valid, i) + 1;
                System.arraycopy(valid, i, out, length, end - i);
                strings.add(length, length + end - i - 1);
                length += end - i;
                i = end - 1;
            } else if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                out[length++] = b;
            }
        }
        return new JsonSlice(out, 0, length, strings);
    }

    /** The value's own bytes. */
    public byte[] bytes() {
        return from == 0 && to == source.length ? source : Arrays.copyOfRange(source, from, to);
    }

    /** Whether it is an object. */
    public boolean isObject() {
        return source[from] == '{';
    }

    /** Whether it is an array. */
    public boolean isArray() {
        return source[from] == '[';
    }

    /** Whether it is a string. */
    public boolean isString() {
        return source[from] == '"';
    }

    /** Whether it is null. */
    public boolean isNull() {
        return source[from] == 'n';
    }

    /** The document in which it lies. */
    public byte[] source() {
        return source;
    }

    /** Where it begins in the document. */
    public int from() {
        return from;
    }

    /** Where it ends in the document. */
    public int to() {
        return to;
    }

    /** Its length in bytes. */
    public int length() {
        return to - from;
    }

    /** The members of an object in their order; of two with one name the last counts, as in every parser. */
    public Map<String, JsonSlice> members() {
        try {
            return scanMembers();
        } catch (IndexOutOfBoundsException e) {
            throw Json.damaged(e);
        }
    }

    private Map<String, JsonSlice> scanMembers() {
        Map<String, JsonSlice> members = new LinkedHashMap<>();
        int at = from + 1;
        while (isObject() && source[at] != '}') {
            JsonSlice quoted = valueAt(at);
            JsonSlice value = valueAt(quoted.to + 1);
            String name = quoted.string();
            members.remove(name); // so that the order is that of the bytes
            members.put(name, value);
            at = source[value.to] == ',' ? value.to + 1 : value.to;
        }
        return members;
    }

    /** The elements of an array. */
    public List<JsonSlice> elements() {
        try {
            return scanElements();
        } catch (IndexOutOfBoundsException e) {
            throw Json.damaged(e);
        }
    }

    private List<JsonSlice> scanElements() {
        List<JsonSlice> elements = new ArrayList<>();
        int at = from + 1;
        while (isArray() && source[at] != ']') {
            JsonSlice value = valueAt(at);
            elements.add(value);
            at = source[value.to] == ',' ? value.to + 1 : value.to;
        }
        return elements;
    }

    /** The text of a string. */
    public String string() {
        return isEscaped()
                ? Json.tree(this).textValue()
                : new String(source, from + 1, length() - 2, StandardCharsets.UTF_8);
    }

    /** Whether a string holds escapes. */
    public boolean isEscaped() {
        return source[StringScan.special(source, from + 1)] == '\\';
    }

    private JsonSlice valueAt(int start) {
        int depth = 0;
        for (int i = start; ; i++) {
            byte b = source[i];
            if (b == '"') {
                i = strings.end(source, i);
            } else if (b == '{' || b == '[') {
                depth++;
            } else if (b == '}' || b == ']') {
                depth--;
            }
            // a number or literal ends where a comma or bracket follows
            if (depth == 0 && (i + 1 == to || isEnd(source[i + 1]) || b == '"')) {
                return new JsonSlice(source, start, i + 1, strings);
            }
        }
    }

    private static boolean isEnd(byte b) {
        return b == ',' || b == '}' || b == ']';
    }
}
