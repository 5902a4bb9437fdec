package io.histctl.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/** {@link Dialect#LITELLM}. */
final class LiteLlmGateway implements Gateway {
    @Override
    public String audioId(String id, Words words) {
        return switch (words.between(0, 2)) {
            case 0 -> id;
            case 1 ->
                words.hex(8) + "-" + words.hex(4) + "-4" + words.hex(3) + "-a" + words.hex(3) + "-" + words.hex(12);
            default -> words.alphanumeric(42) + "==";
        };
    }

    @Override
    public void rewrite(ObjectNode reply, Words words) {
        ObjectNode message = (ObjectNode) reply.path("choices").path(0).path("message");
        JsonNode transcript = message.path("audio").path("transcript");
        if (Shape.filledString(transcript)) {
            message.set("content", transcript);
        }
        if (message.has("audio")) {
            looseExpiry((ObjectNode) message.path("audio"), words.between(0, 6));
        } else if (!message.has("tool_calls")) {
            message.putArray("tool_calls");
            message.putNull("function_call");
        }
        looseCreation(reply, words.between(0, 2));
        numbersAsText(reply.path("usage"));
    }

    @Override
    public List<ObjectNode> chunks(List<ObjectNode> chunks, Words words) {
        int expiry = words.between(0, 6);
        int creation = words.between(0, 2);
        for (ObjectNode chunk : chunks) {
            for (JsonNode choice : chunk.path("choices")) {
                delta((ObjectNode) choice.path("delta"), expiry, words);
            }
            looseCreation(chunk, creation);
            numbersAsText(chunk.path("usage"));
        }
        return chunks;
    }

    private static void delta(ObjectNode delta, int expiry, Words words) {
        JsonNode audio = delta.path("audio");
        JsonNode said = audio.has("transcript") ? audio.path("transcript") : delta.path("content");
        if (said.isTextual() && words.between(0, 1) == 0) {
            delta.putArray("content").addObject().put("type", "text").set("text", said);
        } else if (said.isTextual()) {
            delta.set("content", said);
        }
        if (audio.has("expires_at")) {
            looseExpiry((ObjectNode) audio, expiry);
        }
    }

    private static void looseExpiry(ObjectNode audio, int form) {
        long seconds = audio.path("expires_at").longValue();
        switch (form) {
            case 0 -> audio.put("expires_at", seconds * 1_000);
            case 1 -> audio.put("expires_at", Instant.ofEpochSecond(seconds).toString());
            case 2 -> audio.put("expires_at", Long.toString(seconds));
            case 3 -> audio.put("expires_at", 0);
            case 4 -> audio.putNull("expires_at");
            case 5 -> audio.remove("expires_at");
            default -> {}
        }
    }

    private static void looseCreation(ObjectNode body, int form) {
        long seconds = body.path("created").longValue();
        switch (form) {
            case 0 -> body.put("created", Long.toString(seconds));
            case 1 -> body.put("created", seconds * 1_000);
            default -> {}
        }
    }

    private static void numbersAsText(JsonNode node) {
        for (var member : node.properties()) {
            if (member.getValue().isNumber()) {
                ((ObjectNode) node).put(member.getKey(), member.getValue().asText());
            }
            numbersAsText(member.getValue());
        }
    }

    /** The original text after a prefix of the gateway's own; the code is the status, or missing. */
    @Override
    public Answer error(int status, ObjectNode body, boolean streamed, Words words) {
        String kind = status == 400 ? "BadRequestError" : "InternalServerError";
        String original = body.path("error").path("message").asText();
        ObjectNode wrapped = Json.object();
        ObjectNode error = wrapped.putObject("error")
                .put("message", "litellm." + kind + ": OpenAIException - " + original + ". Received Model Group=voice")
                .putNull("type")
                .putNull("param");
        switch (words.between(0, 2)) {
            case 0 -> error.put("code", Integer.toString(status));
            case 1 -> error.put("code", status);
            default -> {}
        }
        return Answer.json(status, wrapped);
    }
}
