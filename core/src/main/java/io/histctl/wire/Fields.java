package io.histctl.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.histctl.error.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Locale;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Reads members of a JSON object and checks their types. Errors name the member's path and quote no value. */
@API(status = API.Status.INTERNAL)
public final class Fields {
    private final JsonNode object;
    private final String path;

    private Fields(JsonNode object, String path) {
        this.object = object;
        this.path = path;
    }

    public static Fields of(JsonNode node, String path) {
        if (!node.isObject()) {
            throw wrong(node, path, "an object");
        }
        return new Fields(node, path);
    }

    public static InvalidInputException wrong(JsonNode node, String path, String expected) {
        return new InvalidInputException(path + " is " + kind(node) + " and should be " + expected
                + "; record the JSON as it was sent or received");
    }

    public String path(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    public @Nullable JsonNode get(String name) {
        JsonNode value = object.get(name);
        return value == null || value.isNull() ? null : value;
    }

    public Iterator<String> names() {
        return object.fieldNames();
    }

    /** The same object, read leniently. */
    public Metadata metadata(Notes notes) {
        return Metadata.of(object, path, notes);
    }

    public String string(String name) {
        String value = stringOrNull(name);
        if (value == null) {
            throw new InvalidInputException(path(name) + " is missing; record the JSON as it was sent or received");
        }
        return value;
    }

    public @Nullable String stringOrNull(String name) {
        JsonNode value = get(name);
        if (value != null && !value.isTextual()) {
            throw wrong(value, path(name), "a string");
        }
        return value == null ? null : value.textValue();
    }

    /** A string by which something will be found again, so it must be valid Unicode. */
    public @Nullable String idOrNull(String name) {
        String id = stringOrNull(name);
        ensureUnicode(id, path(name));
        return id;
    }

    public static void ensureUnicode(@Nullable String id, String path) {
        if (id != null && isBrokenUnicode(id)) {
            throw new InvalidInputException(path + " is not valid Unicode; record the JSON as it was sent or received");
        }
    }

    static boolean isBrokenUnicode(String text) {
        return !StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    public @Nullable Fields objectOrNull(String name) {
        JsonNode value = get(name);
        return value == null ? null : of(value, path(name));
    }

    public @Nullable JsonNode arrayOrNull(String name) {
        JsonNode value = get(name);
        if (value != null && !value.isArray()) {
            throw wrong(value, path(name), "an array");
        }
        return value;
    }

    private static String kind(JsonNode node) {
        String kind = node.getNodeType().name().toLowerCase(Locale.ROOT);
        return kind.equals("null") ? kind : (kind.matches("[aeio].*") ? "an " : "a ") + kind;
    }
}
