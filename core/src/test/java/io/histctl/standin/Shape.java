package io.histctl.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** Checks of JSON values that the rules share. A missing member and a null are both absent. */
final class Shape {
    private Shape() {}

    static boolean present(JsonNode parent, String name) {
        return parent.hasNonNull(name);
    }

    static boolean filledString(JsonNode value) {
        return value.isTextual() && !value.textValue().isEmpty();
    }

    static boolean filledArray(JsonNode value) {
        return value.isArray() && !value.isEmpty();
    }

    /** Refuses any other member, in the order of the document. {@code path} is empty for the request itself. */
    static void onlyMembers(JsonNode object, String path, Set<String> known) {
        for (var member : object.properties()) {
            if (!known.contains(member.getKey())) {
                throw Refused.unknown(path.isEmpty() ? member.getKey() : path + "." + member.getKey());
            }
        }
    }

    static JsonNode object(JsonNode value, String rule, String path) {
        if (!value.isObject()) {
            throw Refused.rule(rule, path, "expected an object at " + path);
        }
        return value;
    }

    static void string(JsonNode value, String rule, String path) {
        if (!value.isTextual()) {
            throw Refused.rule(rule, path, "expected a string at " + path);
        }
    }

    static void nonEmptyString(JsonNode value, String rule, String path) {
        if (!filledString(value)) {
            throw Refused.rule(rule, path, "expected a string that is not empty at " + path);
        }
    }

    static void nonEmptyArray(JsonNode value, String rule, String path) {
        if (!filledArray(value)) {
            throw Refused.rule(rule, path, "expected an array that is not empty at " + path);
        }
    }
}
