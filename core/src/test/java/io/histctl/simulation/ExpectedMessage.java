package io.histctl.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import io.histctl.model.Hash;
import io.histctl.model.Message;
import io.histctl.model.Part;
import io.histctl.model.Turn;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One message as a conversation must contain it, read from the wire without the library's own code.
 *
 * @param spoken the transcript of an assistant's audio
 * @param calls each with its id, name and arguments
 * @param media the sounds by their hash, and the places of pictures
 */
record ExpectedMessage(
        String role,
        String text,
        String refusal,
        @Nullable String spoken,
        @Nullable String audioId,
        List<String> calls,
        @Nullable String answers,
        List<String> media) {

    /** A message of a request or a reply. */
    static ExpectedMessage of(JsonNode message) {
        JsonNode audio = message.path("audio");
        String transcript = audio.path("transcript").textValue();
        String id = audio.path("id").textValue();
        boolean nameless = id == null || id.isEmpty(); // such audio can't be replayed: its words are the reply's text
        String text = text(message.path("content"));
        List<String> calls = new ArrayList<>();
        for (JsonNode call : message.path("tool_calls")) {
            JsonNode body = call.path(call.path("type").asText());
            calls.add(call.path("id").asText() + " " + body.path("name").asText() + " "
                    + body.path(body.has("input") ? "input" : "arguments").asText());
        }
        return new ExpectedMessage(
                message.path("role").asText(),
                nameless && text.isEmpty() && transcript != null ? transcript : text,
                message.path("refusal").asText(""),
                nameless ? null : transcript,
                nameless ? null : id,
                calls,
                message.path("tool_call_id").textValue(),
                media(message.path("content")));
    }

    /** A stored turn. */
    static ExpectedMessage of(Turn turn) {
        Message message = turn.message();
        return new ExpectedMessage(
                turn.role().toString(),
                message.text(),
                message.refusal(),
                message.audioTranscript(),
                turn.audio() == null ? null : turn.audio().id(),
                message.toolCalls().stream()
                        .map(call -> call.id() + " " + call.name() + " " + call.arguments())
                        .toList(),
                message.toolCallId(),
                message.parts().stream()
                        .filter(part -> part instanceof Part.Sound || part instanceof Part.Image)
                        .map(part -> part instanceof Part.Sound sound ? sound.hash() : "image")
                        .toList());
    }

    ExpectedMessage pruned() {
        return new ExpectedMessage(role, text, refusal, spoken, null, calls, answers, media);
    }

    boolean hasSpeechOfUser() {
        return role.equals("user") && media.stream().anyMatch(medium -> !medium.equals("image"));
    }

    private static String text(JsonNode content) {
        if (content.isTextual()) {
            return content.textValue();
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode part : content) {
            if (part.path("type").asText().equals("text")) {
                texts.add(part.path("text").textValue());
            }
        }
        return String.join("\n", texts);
    }

    private static List<String> media(JsonNode content) {
        List<String> media = new ArrayList<>();
        for (JsonNode part : content) {
            if (part.path("type").asText().equals("input_audio")) {
                String data = part.path("input_audio").path("data").textValue();
                media.add(Hash.hex(Hash.of(Base64.getDecoder().decode(data))));
            } else if (part.path("type").asText().equals("image_url")) {
                media.add("image");
            }
        }
        return media;
    }
}
