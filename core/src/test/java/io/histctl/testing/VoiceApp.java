package io.histctl.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.intercept.Answer;
import io.histctl.intercept.ChatCall;
import io.histctl.intercept.ReplyStream;
import io.histctl.standin.StandIn;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** An app that keeps its own history, as most do, and does not use histctl. */
public final class VoiceApp {
    private static final JsonMapper JSON = new JsonMapper();

    private final List<String> history = new ArrayList<>();
    private final boolean quotesIds;
    private final boolean streams;
    private final int window;
    private final Function<byte[], io.histctl.standin.Answer> api;

    /**
     * @param quotesIds whether replies are sent back by id, else by their words
     * @param window how many messages are sent at most
     * @param api answers a request
     */
    public VoiceApp(boolean quotesIds, boolean streams, int window, Function<byte[], io.histctl.standin.Answer> api) {
        this.quotesIds = quotesIds;
        this.streams = streams;
        this.window = window;
        this.api = api;
    }

    /** Asks a question, and returns {@code voice}, {@code text}, or the code of an error. */
    public String ask(String question) {
        history.add(Messages.user(question));
        io.histctl.standin.Answer answer = api.apply(request());
        if (answer.status() >= 400) {
            history.remove(history.size() - 1);
            return tree(answer.body()).at("/error/code").asText("error");
        }
        JsonNode message = message(answer);
        JsonNode audio = message.path("audio");
        if (audio.isMissingNode()) {
            history.add(Messages.assistant("written"));
            return "text";
        }
        history.add(quotesIds ? Messages.replay(audio.path("id").asText()) : quoted(audio.path("transcript")));
        return "voice";
    }

    /** The request that the app sends. */
    public byte[] request() {
        List<String> sent = new ArrayList<>(List.of(Messages.system("Be brief.")));
        sent.addAll(history.subList(Math.max(0, history.size() - window), history.size()));
        String[] messages = sent.toArray(String[]::new);
        return (streams ? Messages.streamed(messages) : Messages.voice(messages)).getBytes(StandardCharsets.UTF_8);
    }

    /** Sends a call to the stand-in and hands its answers back, as an adapter does. */
    public static io.histctl.standin.Answer send(ChatCall call, StandIn api) {
        io.histctl.standin.Answer answer = api.complete(call.body());
        while (!answer.contentType().startsWith("text/event-stream")) {
            Answer next = call.answered(answer.status(), answer.body());
            if (!next.sendAgain()) {
                return new io.histctl.standin.Answer(answer.status(), answer.contentType(), next.body());
            }
            answer = api.complete(next.body());
        }
        return new io.histctl.standin.Answer(answer.status(), answer.contentType(), streamed(call, answer.body()));
    }

    private static byte[] streamed(ChatCall call, byte[] body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ReplyStream stream = call.streamed()) {
            for (int from = 0; from < body.length; from += 500) {
                out.writeBytes(stream.accept(Arrays.copyOfRange(body, from, Math.min(body.length, from + 500))));
            }
            out.writeBytes(stream.end());
        }
        return out.toByteArray();
    }

    private JsonNode message(io.histctl.standin.Answer answer) {
        if (!streams) {
            return tree(answer.body()).at("/choices/0/message");
        }
        ObjectNode message = JSON.createObjectNode();
        StringBuilder transcript = new StringBuilder();
        for (String line : answer.text().lines().toList()) {
            JsonNode audio =
                    line.startsWith("data: {") ? tree(line.substring(6)).at("/choices/0/delta/audio") : JSON.nullNode();
            transcript.append(audio.path("transcript").asText(""));
            if (audio.has("id")) {
                message.putObject("audio").set("id", audio.get("id"));
            }
        }
        if (message.has("audio")) {
            ((ObjectNode) message.get("audio")).put("transcript", transcript.toString());
        }
        return message;
    }

    private static String quoted(JsonNode transcript) {
        ObjectNode message = JSON.createObjectNode().put("role", "assistant");
        return message.set("content", transcript).toString();
    }

    private static JsonNode tree(String json) {
        return tree(json.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode tree(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
