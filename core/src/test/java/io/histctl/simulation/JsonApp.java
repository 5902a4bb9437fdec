package io.histctl.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.standin.Answer;
import io.histctl.standin.Json;
import io.histctl.testing.Messages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/** An app that writes the JSON of its requests, which show the last messages of its history. */
public final class JsonApp implements RandomChats.App {
    private final boolean quotesIds;
    private final int window;
    private final Http http;
    private final List<String> history = new ArrayList<>();

    /** Sends a request. */
    public interface Http {
        /**
         * Sends it, and returns the answer.
         *
         * @throws IOException if the answer did not arrive whole
         */
        Answer post(byte[] body) throws IOException;
    }

    /**
     * An app with random habits.
     *
     * @param random decides whether the app sends replies back by id or by their words, and how many messages it
     *     sends
     */
    public JsonApp(Random random, Http http) {
        this.quotesIds = random.nextBoolean();
        this.window = 3 + random.nextInt(10);
        this.http = http;
    }

    @Override
    public String ask(String question, boolean streams, boolean again) throws IOException {
        if (!again) {
            history.add(Messages.user(question));
        }
        Answer answer = http.post(request(streams));
        if (answer.status() >= 400) {
            throw new IOException(answer.text());
        }
        ObjectNode message = Objects.requireNonNull(
                streams ? ReceivedReply.streamed(answer.body()) : ReceivedReply.whole(answer.body()));
        String words = message.at("/audio/transcript").asText();
        history.add(quotesIds ? Messages.replay(message.at("/audio/id").asText()) : quoted(words));
        return words;
    }

    private byte[] request(boolean streams) {
        List<String> sent = new ArrayList<>(List.of(Messages.system("Be brief.")));
        sent.addAll(history.subList(Math.max(0, history.size() - window), history.size()));
        String[] messages = sent.toArray(String[]::new);
        return (streams ? Messages.streamed(messages) : Messages.voice(messages)).getBytes(StandardCharsets.UTF_8);
    }

    private static String quoted(String words) {
        return Json.object().put("role", "assistant").put("content", words).toString();
    }
}
