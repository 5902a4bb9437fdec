package io.histctl.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.histctl.summary.SummaryFailedException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a chat completion, whole or, from servers that can't do otherwise, as a stream. */
final class CompletionReader {
    private static final String DATA = "data:";
    private static final String DONE = "[DONE]";

    private final StringBuilder text = new StringBuilder();
    private final StringBuilder refusal = new StringBuilder();
    private @Nullable String finish;

    private CompletionReader() {}

    /** @throws SummaryFailedException where the body is none, or an error */
    static Completion read(byte[] body) {
        String received = decoded(body).strip();
        List<String> events = received.startsWith("{")
                ? List.of()
                : received.lines()
                        .filter(line -> line.startsWith(DATA))
                        .map(line -> line.substring(DATA.length()).strip())
                        .toList();
        CompletionReader reader = new CompletionReader();
        return events.isEmpty() ? reader.whole(ChatJson.tree(received)) : reader.streamed(events);
    }

    private Completion whole(JsonNode root) {
        refuseErrors(root);
        JsonNode choice = root.path("choices").path(0);
        if (!choice.path("message").isObject()) {
            throw noCompletion();
        }
        take(choice, choice.path("message"));
        return new Completion(text.toString(), refusal.toString(), finish);
    }

    private Completion streamed(List<String> events) {
        for (String event : events) {
            if (!event.equals(DONE)) {
                chunk(ChatJson.tree(event));
            }
        }
        if (finish == null && !events.contains(DONE)) {
            throw new SummaryFailedException("the model's answer broke off");
        }
        return new Completion(text.toString(), refusal.toString(), finish);
    }

    private void chunk(JsonNode chunk) {
        refuseErrors(chunk);
        if (!chunk.isObject()) {
            throw noCompletion();
        }
        for (JsonNode choice : chunk.path("choices")) {
            if (choice.path("index").asInt(0) == 0) {
                take(choice, choice.path("delta"));
            }
        }
    }

    private void take(JsonNode choice, JsonNode message) {
        JsonNode content = message.path("content");
        text.append(content.isTextual() ? content.textValue() : "");
        refusal.append(message.path("refusal").asText(""));
        if (content.isArray()) {
            content.forEach(this::part);
        }
        if (choice.path("finish_reason").isTextual()) {
            finish = choice.path("finish_reason").textValue();
        }
    }

    private void part(JsonNode part) {
        switch (part.path("type").asText("")) {
            case "text" -> text.append(part.path("text").asText(""));
            case "refusal" -> refusal.append(part.path("refusal").asText(""));
            default -> {} // thoughts and the like are not the answer
        }
    }

    private static void refuseErrors(JsonNode root) {
        JsonNode error = root.path("error");
        if (!error.isMissingNode() && !error.isNull()) {
            throw new SummaryFailedException("the model's server answered with an error");
        }
    }

    private static String decoded(byte[] body) {
        try {
            String received = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            return received.startsWith("\uFEFF") ? received.substring(1) : received;
        } catch (CharacterCodingException e) {
            throw noCompletion();
        }
    }

    private static SummaryFailedException noCompletion() {
        return new SummaryFailedException("the model's server answered with something that is no chat completion");
    }
}
