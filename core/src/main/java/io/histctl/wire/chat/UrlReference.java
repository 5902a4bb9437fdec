package io.histctl.wire.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.model.Words;
import io.histctl.wire.url.SignedUrl;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A web URL in a part. A {@code data:} URL is content, not a reference.
 *
 * @param type of the part, which is also the name of its object
 * @param member of that object that contains the URL
 * @param noun for the placeholder
 */
record UrlReference(String type, String member, String noun) implements ReferenceKind {
    @Override
    public String name() {
        return noun + "_url";
    }

    @Override
    public @Nullable String find(JsonNode part) {
        if (!type.equals(part.path("type").textValue())) {
            return null;
        }
        JsonNode object = part.path(type);
        String url = (isBare(object) ? object : object.path(member)).textValue();
        return url != null && SignedUrl.isWebUrl(url) ? url : null;
    }

    @Override
    public @Nullable Instant expiry(String value) {
        return SignedUrl.expiry(value);
    }

    @Override
    public void replace(ObjectNode part, String fresh) {
        if (isBare(part.path(type))) {
            part.put(type, fresh);
        } else {
            ((ObjectNode) part.path(type)).put(member, fresh);
        }
    }

    @Override
    public String placeholder() {
        return Words.unavailable(noun);
    }

    /** Some apps send the URL itself instead of the object. */
    private static boolean isBare(JsonNode object) {
        return object.isTextual();
    }
}
