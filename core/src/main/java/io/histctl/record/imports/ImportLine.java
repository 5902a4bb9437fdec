package io.histctl.record.imports;

import io.histctl.error.InvalidInputException;
import io.histctl.model.Instants;
import io.histctl.wire.Json;
import io.histctl.wire.JsonSlice;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of an import file.
 *
 * @param stream the response as the text of server-sent events; null if it is not a stream
 */
record ImportLine(
        String conversation,
        @Nullable Instant at,
        @Nullable JsonSlice request,
        @Nullable JsonSlice response,
        @Nullable String stream) {

    static ImportLine read(byte[] line) {
        JsonSlice json = Json.read(line, "the line");
        if (!json.isObject()) {
            throw new InvalidInputException("the line is not a JSON object; write one exchange per line");
        }
        Map<String, JsonSlice> members = json.members();
        String conversation = string(members.get("conversation"), "conversation");
        if (conversation == null) {
            throw new InvalidInputException("conversation is missing; name the conversation of the exchange");
        }
        String stream = string(members.get("stream"), "stream");
        JsonSlice response = body(members, "response");
        if (stream != null && response != null) {
            throw new InvalidInputException("the line has both response and stream; keep one of them");
        }
        return new ImportLine(conversation, at(members.get("at")), body(members, "request"), response, stream);
    }

    private static @Nullable JsonSlice body(Map<String, JsonSlice> members, String name) {
        JsonSlice value = members.get(name);
        return value == null || value.isNull() ? null : value;
    }

    private static @Nullable String string(@Nullable JsonSlice value, String name) {
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw new InvalidInputException(name + " is not a string; write it in quotes");
        }
        return value.string();
    }

    private static @Nullable Instant at(@Nullable JsonSlice value) {
        if (value == null || value.isNull()) {
            return null;
        }
        String text = value.isString() ? value.string() : new String(value.bytes(), StandardCharsets.UTF_8);
        try {
            Instant at = text.matches("\\d{1,12}") ? Instant.ofEpochSecond(Long.parseLong(text)) : Instant.parse(text);
            if (at.isBefore(Instants.FIRST) || at.isAfter(Instants.LAST)) {
                throw new DateTimeException("out of range");
            }
            return at;
        } catch (DateTimeException e) {
            throw new InvalidInputException("at is not a time; write 2026-06-05T22:10:00Z or Unix seconds", e);
        }
    }
}
