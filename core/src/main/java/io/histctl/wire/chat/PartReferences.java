package io.histctl.wire.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.model.Reference;
import io.histctl.wire.Json;
import io.histctl.wire.JsonSlice;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Finds the references with a lifetime in the parts of a message, and replaces them. */
@API(status = API.Status.INTERNAL)
public final class PartReferences {
    private static final List<ReferenceKind> KINDS = List.of(
            new UrlReference("image_url", "url", "image"),
            new FileIdReference(),
            new UrlReference("file", "file_url", "file"),
            new UrlReference("file", "file_data", "file"));

    private PartReferences() {}

    /**
     * A reference and where it is.
     *
     * @param part the index of its part in the message's content
     */
    public record Located(int part, Reference reference) {}

    /** The references of a message in the order of its parts, at most one for each part. */
    public static List<Located> of(JsonSlice message) {
        List<Located> found = new ArrayList<>();
        JsonNode content = Json.tree(message).path("content");
        for (int i = 0; content.isArray() && i < content.size(); i++) {
            Reference reference = of(content.get(i));
            if (reference != null) {
                found.add(new Located(i, reference));
            }
        }
        return found;
    }

    /** What the part refers to; null for a part without such a reference. */
    static @Nullable Reference of(JsonNode part) {
        for (ReferenceKind kind : KINDS) {
            String value = kind.find(part);
            if (value != null) {
                return new Reference(kind.name(), value, kind.expiry(value));
            }
        }
        return null;
    }

    /** The text that is sent in place of this part, which contains a reference. */
    static String placeholder(JsonNode part) {
        return kind(part).placeholder();
    }

    /** Replaces the reference of this part, which contains one. */
    static void replace(ObjectNode part, String fresh) {
        kind(part).replace(part, fresh);
    }

    private static ReferenceKind kind(JsonNode part) {
        return KINDS.stream()
                .filter(kind -> kind.find(part) != null)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the part contains no reference"));
    }
}
