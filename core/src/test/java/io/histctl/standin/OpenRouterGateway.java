package io.histctl.standin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@link Dialect#OPENROUTER}. */
final class OpenRouterGateway implements Gateway {
    private static final String COMMENT = ": OPENROUTER PROCESSING\n\n";

    @Override
    public void rewrite(ObjectNode reply, Words words) {
        noError(reply, words);
    }

    @Override
    public List<ObjectNode> chunks(List<ObjectNode> chunks, Words words) {
        chunks.forEach(chunk -> noError(chunk, words));
        return chunks;
    }

    @Override
    public String stream(List<ObjectNode> chunks, Words words) {
        StringBuilder text = new StringBuilder(COMMENT);
        for (String event : SseStyle.STANDARD.write(chunks).split("(?<=\n\n)", -1)) {
            text.append(words.between(0, 4) == 0 ? COMMENT : "").append(event);
        }
        return text.toString();
    }

    private static void noError(ObjectNode good, Words words) {
        switch (words.between(0, 2)) {
            case 0 -> good.putNull("error");
            case 1 -> good.putObject("error");
            default -> {}
        }
    }

    /** If a stream was requested, the status is 200 and the error is an event of the stream. */
    @Override
    public Answer error(int status, ObjectNode body, boolean streamed, Words words) {
        ObjectNode wrapped = Json.object();
        wrapped.putObject("error")
                .put("message", "stand-in: refused by the provider")
                .put("code", status)
                .putObject("metadata")
                .put("raw", body.toString());
        if (!streamed) {
            return Answer.json(status, wrapped);
        }
        String text =
                COMMENT + event(wrapped, body.path("error").path("message").asText(), words);
        return new Answer(200, "text/event-stream; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    private static String event(ObjectNode wrapped, String message, Words words) {
        SseStyle plain = SseStyle.STANDARD;
        switch (words.between(0, 4)) {
            case 0 -> wrapped.putArray("choices");
            case 1 -> plain = new SseStyle("error", true, true, false);
            case 2 -> {
                ObjectNode flat =
                        Json.object().put("error_type", "provider_error").put("error_message", message);
                return plain.write(List.of(flat));
            }
            case 3 -> {
                ObjectNode choice = wrapped.putArray("choices").addObject().put("index", 0);
                choice.putObject("delta").put("content", "");
                choice.put("finish_reason", "error");
            }
            default -> {}
        }
        return plain.write(List.of(wrapped));
    }
}
