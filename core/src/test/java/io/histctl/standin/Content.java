package io.histctl.standin;

import com.fasterxml.jackson.databind.JsonNode;

/** Reads a {@code content}. */
final class Content {
    private Content() {}

    static boolean hasText(JsonNode content) {
        return hasFilled(content, "text");
    }

    /** Whether the content has text or a refusal that is not empty. */
    static boolean isFilled(JsonNode content) {
        return hasText(content) || hasFilled(content, "refusal");
    }

    private static boolean hasFilled(JsonNode content, String type) {
        if (type.equals("text") && Shape.filledString(content)) {
            return true;
        }
        for (JsonNode part : content) {
            if (type.equals(part.path("type").textValue()) && Shape.filledString(part.path(type))) {
                return true;
            }
        }
        return false;
    }
}
