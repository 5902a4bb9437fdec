package io.histctl.record.imports;

import io.histctl.error.InvalidInputException;
import io.histctl.record.Exchange;
import io.histctl.wire.Json;
import io.histctl.wire.JsonSlice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One line of an import file.
 *
 * @param request the request body; null if there is none
 * @param response the reply, stream or error body; null if there is none
 * @param exchange everything of the exchange but its bodies
 * @param notes what was ignored or assumed
 */
record ImportLine(
        String conversation,
        @Nullable JsonSlice request,
        @Nullable JsonSlice response,
        Exchange exchange,
        List<String> notes) {
    private static final Set<String> MEMBERS =
            Set.of("conversation", "at", "request", "response", "stream", "choice", "transcripts");

    /** Members of the lines that histctl exports. */
    private static final Set<String> EXPORTED = Set.of("payload", "report");

    static ImportLine read(byte[] line) {
        JsonSlice json = Json.read(line, "the line");
        if (!json.isObject()) {
            throw new InvalidInputException("the line is not a JSON object; write one exchange per line");
        }
        Map<String, JsonSlice> members = json.members();
        members.values().removeIf(JsonSlice::isNull);
        JsonSlice conversation = members.get("conversation");
        if (conversation == null) {
            throw new InvalidInputException("conversation is missing; name the conversation of the exchange");
        }
        List<String> notes = new ArrayList<>();
        if (members.keySet().containsAll(EXPORTED)) {
            members.remove("report");
            members.putIfAbsent("request", Objects.requireNonNull(members.remove("payload")));
        }
        members.keySet().stream()
                .filter(name -> !MEMBERS.contains(name))
                .forEach(name -> notes.add("its member \"" + name + "\" is unknown and was ignored"));
        JsonSlice at = members.get("at");
        Exchange exchange = Exchange.of((byte[]) null, null)
                .withAt(at == null ? null : ImportTime.read(at, notes))
                .withChoice(choice(members.get("choice")))
                .withTranscripts(transcripts(members.get("transcripts")));
        return new ImportLine(
                string(conversation, "conversation"), members.get("request"), response(members), exchange, notes);
    }

    private static @Nullable JsonSlice response(Map<String, JsonSlice> members) {
        JsonSlice response = members.get("response");
        JsonSlice stream = members.get("stream");
        if (stream != null && response != null) {
            throw new InvalidInputException("the line has both response and stream; keep one of them");
        }
        if (stream == null) {
            return response;
        }
        if (!stream.isString() && !stream.isArray()) {
            throw new InvalidInputException(
                    "stream is neither a string nor an array; write the events as text, or the chunks as an array");
        }
        return stream;
    }

    private static @Nullable Integer choice(@Nullable JsonSlice value) {
        if (value == null) {
            return null;
        }
        String digits = value.isString() ? value.string() : text(value);
        if (!digits.matches("\\d{1,9}")) {
            throw new InvalidInputException("choice is not the index of a choice; write it like 0");
        }
        return Integer.valueOf(digits);
    }

    private static List<String> transcripts(@Nullable JsonSlice value) {
        if (value == null) {
            return List.of();
        }
        List<JsonSlice> elements = value.isArray() ? value.elements() : List.of(value);
        return elements.stream()
                .map(element -> element.isNull() ? "" : string(element, "transcripts"))
                .toList();
    }

    private static String string(JsonSlice value, String name) {
        if (!value.isString()) {
            throw new InvalidInputException(name + " is not a string; write it in quotes");
        }
        return value.string();
    }

    static String text(JsonSlice value) {
        return new String(value.bytes(), StandardCharsets.UTF_8);
    }
}
