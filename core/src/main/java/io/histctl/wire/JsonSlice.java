package io.histctl.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A value of a checked JSON document without white space, as the bytes that were received: what is stored of a message is
 * a slice of them, so that no number, member or escape can change.
 */
@API(status = API.Status.INTERNAL)
public final class JsonSlice {
    private final byte[] source;
    private final int from;
    private final int to;
    private final @Nullable JsonIndex index;
    private final int entry;

    private JsonSlice(byte[] source, int from, int to, @Nullable JsonIndex index, int entry) {
        this.source = source;
        this.from = from;
        this.to = to;
        this.index = index;
        this.entry = entry;
    }

    /** A document that is known to be valid and without white space, such as a stored one. */
    public static JsonSlice of(byte[] compact) {
        return new JsonSlice(compact, 0, compact.length, null, 0);
    }

    static JsonSlice of(JsonIndex index, int entry) {
        return new JsonSlice(index.document(), index.start(entry), index.end(entry), index, entry);
    }

    /** The value's bytes. */
    public byte[] bytes() {
        return from == 0 && to == source.length ? source : Arrays.copyOfRange(source, from, to);
    }

    /** Whether it is an object. */
    public boolean isObject() {
        return startsWith('{');
    }

    /** Whether it is an array. */
    public boolean isArray() {
        return startsWith('[');
    }

    /** Whether it is a string. */
    public boolean isString() {
        return startsWith('"');
    }

    /** Whether it is null. */
    public boolean isNull() {
        return startsWith('n');
    }

    private boolean startsWith(char first) {
        return from < to && source[from] == first;
    }

    /** The document that contains it. */
    public byte[] source() {
        return source;
    }

    /** The offset of its first byte in the document. */
    public int from() {
        return from;
    }

    /** The offset of its end in the document. */
    public int to() {
        return to;
    }

    /** Its length in bytes. */
    public int length() {
        return to - from;
    }

    /** The members of an object in their order; of two with one name the last counts. Empty for another value. */
    public Map<String, JsonSlice> members() {
        Map<String, JsonSlice> members = new LinkedHashMap<>();
        if (isObject()) {
            JsonIndex all = index();
            for (int name = entry + 1; name < all.next(entry); name = all.next(name + 1)) {
                String text = of(all, name).string();
                members.remove(text); // so that the order is that of the bytes
                members.put(text, of(all, name + 1));
            }
        }
        return members;
    }

    /** The elements of an array. Empty for another value. */
    public List<JsonSlice> elements() {
        List<JsonSlice> elements = new ArrayList<>();
        if (isArray()) {
            JsonIndex all = index();
            for (int element = entry + 1; element < all.next(entry); element = all.next(element)) {
                elements.add(of(all, element));
            }
        }
        return elements;
    }

    private JsonIndex index() {
        return index != null ? index : Json.index(source);
    }

    /** The text of a string. */
    public String string() {
        return isEscaped()
                ? Json.tree(this).textValue()
                : new String(source, from + 1, length() - 2, StandardCharsets.UTF_8);
    }

    /** Whether a string contains escapes. */
    public boolean isEscaped() {
        for (int i = from; i < to; i++) {
            if (source[i] == '\\') {
                return true;
            }
        }
        return false;
    }
}
