package io.histctl.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.standin.Answer;
import io.histctl.standin.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A reply as an app received it: its message, as far as it arrived. Parses streams independently and simply. */
public final class ReceivedReply {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final ObjectNode message = Json.object().put("role", "assistant");

    private ReceivedReply() {}

    /** The message of a reply that is not streamed. */
    static ObjectNode whole(byte[] body) {
        ObjectNode message =
                Json.read(body).path("choices").path(0).path("message").deepCopy();
        if (message.path("tool_calls").isEmpty()) {
            message.remove("tool_calls");
        }
        ObjectNode audio = message.withObjectProperty("audio");
        if (audio.path("id").asText("").isEmpty()) {
            audio.remove("id");
        }
        return audio.isEmpty() ? message.without("audio") : message;
    }

    /** The message of a stream; null if it contained none. */
    public static @Nullable ObjectNode streamed(byte[] bytes) {
        ReceivedReply arrived = new ReceivedReply();
        events(bytes).forEach(arrived::event);
        return arrived.message.size() > 1 ? arrived.message : null;
    }

    /** The message of the answer's error; null if the answer is a reply. */
    static @Nullable String error(Answer answer) {
        if (answer.status() != 200) {
            return answer.text();
        }
        return !isStream(answer)
                ? null
                : events(answer.body())
                        .filter(event -> !event.path("error").isEmpty() || event.has("error_message"))
                        .map(JsonNode::toString)
                        .findFirst()
                        .orElse(null);
    }

    /** Whether the reply, received in full, is speech. */
    static boolean isSpoken(Answer answer) {
        ObjectNode message = isStream(answer) ? streamed(answer.body()) : whole(answer.body());
        return message != null && message.has("audio");
    }

    private static boolean isStream(Answer answer) {
        return answer.contentType().startsWith("text/event-stream");
    }

    /** The JSON of each event; one that was cut in the middle is left out. */
    private static Stream<JsonNode> events(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("data:"))
                .map(line -> line.substring("data:".length()).strip())
                .filter(data -> data.startsWith("{"))
                .flatMap(ReceivedReply::parsed);
    }

    private static Stream<JsonNode> parsed(String data) {
        try {
            return Stream.of(MAPPER.readTree(data));
        } catch (JsonProcessingException cutInTheMiddle) {
            return Stream.empty();
        }
    }

    private void event(JsonNode event) {
        for (JsonNode choice : event.path("choices")) {
            add(choice.path("delta"));
        }
    }

    private void add(JsonNode delta) {
        append(message, "content", text(delta.path("content")));
        append(message, "refusal", delta.path("refusal").asText(""));
        JsonNode audio = delta.path("audio");
        if (!audio.path("id").asText("").isEmpty()) {
            message.withObjectProperty("audio").set("id", audio.path("id"));
        }
        String words = audio.path("transcript").asText("");
        if (!words.isEmpty() || audio.has("data") || message.has("audio")) { // an empty transcript alone is no reply
            ObjectNode spoken = message.withObjectProperty("audio");
            if (audio.has("transcript")) {
                spoken.put("transcript", spoken.path("transcript").asText("") + words);
            }
        }
        delta.path("tool_calls").forEach(this::call);
    }

    /** Calls are streamed one after another, so that a piece without an id belongs to the call that began last. */
    private void call(JsonNode piece) {
        ArrayNode calls = message.withArrayProperty("tool_calls");
        if (piece.has("id")) {
            ObjectNode call = piece.deepCopy();
            calls.add(call.without("index"));
            return;
        }
        ObjectNode call = (ObjectNode) calls.path(calls.size() - 1);
        String type = call.path("type").textValue();
        String argument = type.equals("custom") ? "input" : "arguments";
        append(
                call.withObjectProperty(type),
                argument,
                piece.path(type).path(argument).asText(""));
    }

    private static String text(JsonNode content) {
        return content.isArray()
                ? content.path(0).path("text").asText()
                : content.isTextual() ? content.textValue() : "";
    }

    private static void append(ObjectNode to, String member, String piece) {
        if (!piece.isEmpty()) {
            to.put(member, to.path(member).asText("") + piece);
        }
    }

    /**
     * The message as the app keeps it for its next request; null if it can't be sent because it is speech without an id and
     * without words.
     *
     * @param contentToo whether the app keeps text that accompanied audio
     */
    static @Nullable ObjectNode asHistory(ObjectNode reply, boolean contentToo) {
        ObjectNode message = Json.object().put("role", "assistant");
        JsonNode audio = reply.path("audio");
        if (audio.has("id")) {
            if (contentToo && reply.hasNonNull("content")) {
                message.set("content", reply.path("content"));
            }
            message.putObject("audio").set("id", audio.path("id"));
            return message;
        }
        if (reply.has("audio")) {
            String words = audio.path("transcript").asText("");
            return words.isEmpty() ? null : message.put("content", words);
        }
        for (String member : List.of("content", "refusal", "tool_calls")) {
            if (reply.hasNonNull(member)) {
                message.set(member, reply.path(member));
            }
        }
        return message;
    }
}
