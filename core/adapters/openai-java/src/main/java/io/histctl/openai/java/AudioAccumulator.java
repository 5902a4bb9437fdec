package io.histctl.openai.java;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openai.core.ObjectMappers;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts the chunks of a streamed reply together, spoken ones too. openai-java's own accumulator rejects those (4.101.0):
 * most of their chunks have no {@code choices}, and none has a {@code finish_reason}.
 *
 * <pre>{@code
 * AudioAccumulator reply = new AudioAccumulator();
 * stream.stream().forEach(reply::accumulate);
 * ChatCompletion completion = reply.completion();
 * }</pre>
 *
 * <p>Keeps the first choice. The finish reason is {@code stop} if the stream gave none. Not thread-safe.
 */
public final class AudioAccumulator {
    private final ObjectNode completion = ObjectMappers.jsonMapper().createObjectNode();
    private final ObjectNode audio = ObjectMappers.jsonMapper().createObjectNode();
    private final Map<String, StringBuilder> texts = new TreeMap<>();
    private final ByteArrayOutputStream sound = new ByteArrayOutputStream();
    private final Map<Integer, ObjectNode> calls = new TreeMap<>();
    private String finishReason = "stop";

    /** Adds the next chunk. */
    public void accumulate(ChatCompletionChunk chunk) {
        JsonNode json = ObjectMappers.jsonMapper().valueToTree(chunk);
        for (String name : new String[] {"id", "created", "model", "usage", "service_tier"}) {
            if (json.hasNonNull(name)) {
                completion.set(name, json.get(name));
            }
        }
        JsonNode choice = json.path("choices").path(0);
        finishReason = choice.path("finish_reason").asText(finishReason);
        delta(choice.path("delta"));
    }

    /** The reply so far. */
    public ChatCompletion completion() {
        ObjectNode whole = completion.deepCopy().put("object", "chat.completion");
        ObjectNode choice =
                whole.putArray("choices").addObject().put("index", 0).put("finish_reason", finishReason);
        choice.putNull("logprobs");
        ObjectNode message = choice.putObject("message").put("role", "assistant");
        message.put("content", text("content")).put("refusal", text("refusal"));
        if (audio.has("id")) {
            ObjectNode spoken = message.set("audio", audio.deepCopy());
            spoken.withObject("/audio")
                    .put("data", Base64.getEncoder().encodeToString(sound.toByteArray()))
                    .put(
                            "transcript",
                            texts.getOrDefault("transcript", new StringBuilder())
                                    .toString());
        }
        if (!calls.isEmpty()) {
            ArrayNode all = message.putArray("tool_calls");
            calls.values().forEach(call -> all.add(call.deepCopy()));
        }
        return ObjectMappers.jsonMapper().convertValue(whole, ChatCompletion.class);
    }

    private void delta(JsonNode delta) {
        append("content", delta.path("content"));
        append("refusal", delta.path("refusal"));
        JsonNode spoken = delta.path("audio");
        append("transcript", spoken.path("transcript"));
        for (String name : new String[] {"id", "expires_at"}) {
            if (spoken.hasNonNull(name)) {
                audio.set(name, spoken.get(name));
            }
        }
        if (spoken.path("data").isTextual()) {
            sound.writeBytes(Base64.getMimeDecoder().decode(spoken.path("data").textValue()));
        }
        delta.path("tool_calls").forEach(this::call);
    }

    private void call(JsonNode piece) {
        ObjectNode call = calls.computeIfAbsent(
                piece.path("index").asInt(),
                unused -> ObjectMappers.jsonMapper().createObjectNode());
        call.put("type", piece.path("type").asText(call.path("type").asText("function")));
        if (piece.hasNonNull("id")) {
            call.set("id", piece.get("id"));
        }
        ObjectNode function = call.withObject("/function");
        JsonNode said = piece.path("function");
        if (said.hasNonNull("name")) {
            function.set("name", said.get("name"));
        }
        function.put(
                "arguments",
                function.path("arguments").asText("") + said.path("arguments").asText(""));
    }

    private void append(String name, JsonNode piece) {
        if (piece.isTextual()) {
            texts.computeIfAbsent(name, unused -> new StringBuilder()).append(piece.textValue());
        }
    }

    private @Nullable String text(String name) {
        StringBuilder text = texts.get(name);
        return text == null ? null : text.toString();
    }
}
