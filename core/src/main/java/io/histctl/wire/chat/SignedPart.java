package io.histctl.wire.chat;

import io.histctl.model.Reference;
import io.histctl.wire.Json;
import io.histctl.wire.JsonSlice;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A content part that contains a signed URL.
 *
 * @param from the offset of the URL's query or fragment in the document
 * @param to the offset of its end
 */
record SignedPart(String url, int from, int to) {
    /** Null for any other part, and for a URL whose escapes hide the beginning of its query. */
    static @Nullable SignedPart of(JsonSlice part) {
        Map<String, JsonSlice> members = part.members();
        JsonSlice type = members.get("type");
        if (type == null || !type.isString() || !(members.containsKey("image_url") || members.containsKey("file"))) {
            return null;
        }
        Reference reference = PartReferences.of(Json.tree(part));
        if (reference == null || reference.expiresAt() == null) {
            return null;
        }
        JsonSlice string = find(members, type.string(), reference);
        return string == null ? null : cut(string, reference.value());
    }

    private static @Nullable JsonSlice find(Map<String, JsonSlice> members, String type, Reference reference) {
        JsonSlice object = members.get(type);
        if (object == null || is(object, reference)) {
            return object;
        }
        return object.members().values().stream()
                .filter(member -> is(member, reference))
                .findFirst()
                .orElse(null);
    }

    private static boolean is(JsonSlice value, Reference reference) {
        return value.isString() && value.string().equals(reference.value());
    }

    private static @Nullable SignedPart cut(JsonSlice string, String url) {
        int from = string.from() + 1;
        while (from < string.to() - 1 && string.source()[from] != '?' && string.source()[from] != '#') {
            from++;
        }
        byte[] start = Arrays.copyOfRange(string.source(), string.from(), from + 1);
        start[start.length - 1] = '"';
        String address = JsonSlice.of(start).string();
        return address.equals(PartReferences.address(url)) ? new SignedPart(url, from, string.to() - 1) : null;
    }

    byte[] query(byte[] document) {
        return Arrays.copyOfRange(document, from, to);
    }
}
