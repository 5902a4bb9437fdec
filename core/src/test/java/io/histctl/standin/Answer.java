package io.histctl.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;

/** An HTTP answer. The body is not copied. */
@SuppressWarnings("ArrayRecordComponent")
public record Answer(int status, String contentType, byte[] body) {
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The body as JSON; a streamed answer has none. */
    public JsonNode json() {
        return Json.read(body);
    }

    static Answer json(int status, JsonNode body) {
        return new Answer(status, "application/json", Json.bytes(body));
    }
}
