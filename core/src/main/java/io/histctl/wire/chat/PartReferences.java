package io.histctl.wire.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.model.PartReference;
import io.histctl.model.Reference;
import io.histctl.wire.Json;
import io.histctl.wire.JsonSlice;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
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

    /** The references of a message in the order of its parts, at most one for each part. */
    public static List<PartReference> of(JsonSlice message) {
        List<PartReference> found = new ArrayList<>();
        JsonNode content = mayContain(message.bytes()) ? Json.tree(message).path("content") : MissingNode.getInstance();
        for (int i = 0; content.isArray() && i < content.size(); i++) {
            Reference reference = of(content.get(i));
            if (reference != null) {
                found.add(new PartReference(i, reference, false));
            }
        }
        return found;
    }

    /** Whether the message may have such a part. A look at its bytes is faster than parsing each message. */
    private static boolean mayContain(byte[] message) {
        String text = new String(message, StandardCharsets.ISO_8859_1);
        return text.contains("\"image_url\"") || text.contains("\"file\"");
    }

    /**
     * JSON that is equal for all references to the same thing: without the query of a signed URL, which differs with each
     * signature.
     */
    static JsonNode identity(JsonNode part) {
        Reference reference = of(part);
        if (reference == null || reference.expiresAt() == null) {
            return part;
        }
        ObjectNode unsigned = part.deepCopy();
        replace(unsigned, address(reference.value()));
        return unsigned;
    }

    /** A URL without its query and fragment. */
    public static String address(String url) {
        int end = 0;
        while (end < url.length() && url.charAt(end) != '?' && url.charAt(end) != '#') {
            end++;
        }
        return url.substring(0, end);
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

    /** The reference that replaces another one of the same kind. */
    public static Reference renewed(Reference reference, String fresh) {
        return KINDS.stream()
                .filter(kind -> kind.name().equals(reference.kind()))
                .findFirst()
                .map(kind -> new Reference(kind.name(), fresh, kind.expiry(fresh)))
                .orElseThrow();
    }

    /** Whether a part of this content refers to something that has expired at an instant. */
    static boolean anyExpired(JsonNode content, Instant at) {
        for (JsonNode part : content) {
            Reference reference = of(part);
            if (reference != null && reference.isExpired(at)) {
                return true;
            }
        }
        return false;
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
