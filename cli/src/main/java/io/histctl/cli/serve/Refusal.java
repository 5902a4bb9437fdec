package io.histctl.cli.serve;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Serial;
import java.nio.charset.StandardCharsets;

/** The proxy's own error response, in the form of the API's errors. */
final class Refusal extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;

    /** @param message names the thing and the next step */
    Refusal(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    byte[] body() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("error")
                .put("message", "histctl: " + getMessage())
                .put("type", "histctl_error")
                .putNull("param")
                .put("code", code);
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }
}
