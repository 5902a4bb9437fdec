package io.histctl.standin;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** HTTP 400: a rule is broken. */
final class Refused extends RuntimeException {
    private final transient ObjectNode error;

    private Refused(String message, String param, String code) {
        super(message);
        error = Json.error(message, "invalid_request_error", param, code);
    }

    /** The API's own words. {@code param} and {@code code} may be null. */
    static Refused says(String message, String param, String code) {
        return new Refused(message, param, code);
    }

    /** For a rule whose error text is not known. */
    static Refused rule(String rule, String param, String what) {
        return new Refused("stand-in: " + rule + " " + what, param, null);
    }

    static Refused unknown(String path) {
        return new Refused("Unknown parameter: '" + path + "'.", path, "unknown_parameter");
    }

    ObjectNode body() {
        return error;
    }
}
