package io.histctl.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;

/** The code of an error, which is all of it that is safe to tell: its message may quote the chat or the key. */
final class ErrorCode {
    private static final int LONGEST = 60;

    private ErrorCode() {}

    static String of(byte[] body) {
        return of(ChatJson.tree(new String(body, StandardCharsets.UTF_8)).path("error"));
    }

    /** Empty where there is none that looks like one. */
    static String of(JsonNode error) {
        String code = error.path("code").asText("");
        String told = code.isEmpty() ? error.path("type").asText("") : code;
        return told.length() <= LONGEST && told.matches("[A-Za-z0-9_.-]+") ? told : "";
    }
}
