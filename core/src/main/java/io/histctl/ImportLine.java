package io.histctl;

import io.histctl.capture.Json;
import io.histctl.capture.RawJson;
import io.histctl.error.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One line of an import file. */
record ImportLine(String conversation, Exchange exchange) {

    static ImportLine read(byte[] line) {
        RawJson json = Json.read(line, "the line");
        if (!json.isObject()) {
            throw new InvalidInputException("the line is no JSON object; write one exchange a line");
        }
        Map<String, RawJson> members = json.members();
        String conversation = string(members.get("conversation"), "conversation");
        if (conversation == null) {
            throw new InvalidInputException("conversation is missing; say to which conversation the exchange belongs");
        }
        String stream = string(members.get("stream"), "stream");
        byte[] response = stream == null ? body(members, "response") : stream.getBytes(StandardCharsets.UTF_8);
        if (stream != null && body(members, "response") != null) {
            throw new InvalidInputException("the line has both response and stream; keep the one that came");
        }
        return new ImportLine(
                conversation, new Exchange(body(members, "request"), response, at(members.get("at")), null, false));
    }

    private static byte @Nullable [] body(Map<String, RawJson> members, String name) {
        RawJson value = members.get(name);
        return value == null || isNull(value) ? null : value.bytes();
    }

    private static @Nullable String string(@Nullable RawJson value, String name) {
        if (value == null || isNull(value)) {
            return null;
        }
        if (!value.isString()) {
            throw new InvalidInputException(name + " is not a string; write it in quotes");
        }
        return value.string();
    }

    private static @Nullable Instant at(@Nullable RawJson value) {
        if (value == null || isNull(value)) {
            return null;
        }
        String text = value.isString() ? value.string() : new String(value.bytes(), StandardCharsets.UTF_8);
        try {
            Instant at = text.matches("\\d{1,12}") ? Instant.ofEpochSecond(Long.parseLong(text)) : Instant.parse(text);
            if (at.isBefore(Times.FIRST) || at.isAfter(Times.LAST)) {
                throw new DateTimeException("out of range");
            }
            return at;
        } catch (DateTimeException e) {
            throw new InvalidInputException("at is no time; write 2026-06-05T22:10:00Z or Unix seconds", e);
        }
    }

    private static boolean isNull(RawJson value) {
        return value.length() == 4 && value.source()[value.from()] == 'n';
    }
}
