package io.histctl.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import io.histctl.model.Role;
import io.histctl.model.Turn;
import io.histctl.standin.Answer;
import io.histctl.standin.Behaviour;
import io.histctl.standin.SettableClock;
import io.histctl.standin.StandIn;
import io.histctl.testing.Messages;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random conversations through the proxy, in which the API, the connection and the app fail, and apps ask again. */
class ServedLoopTest {
    private static final int ROUNDS = 8;
    private static final List<Fault> FAULTS = List.of(Fault.values());
    private static final Pattern WORDS = Pattern.compile("\"transcript\"\\s*:\\s*\"[^\"]");
    private static final JsonMapper JSON = new JsonMapper();

    private enum Fault {
        NONE,
        SERVER_ERROR,
        STREAM_BROKEN,
        APP_GONE,
        APP_SLOW,
        IDS_LOST
    }

    static Stream<Integer> seeds() {
        return Stream.iterate(0, seed -> seed + 1).limit(Integer.getInteger("histctl.conversations", 12));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyQuestionIsAnsweredByVoiceAndStoredOnce(int seed) throws Exception {
        try (App app = new App(seed)) {
            for (int round = 0; round < ROUNDS; round++) {
                app.ask("Question " + round + " of conversation " + seed);
            }
            app.verify();
        }
    }

    /** An app with a history of its own, and the API that it uses. */
    private static final class App implements AutoCloseable {
        private final Random random;
        private final SettableClock clock = new SettableClock(Instant.parse("2026-06-05T12:00:00Z"));
        private final HttpClient http = HttpClient.newHttpClient();
        private final FakeUpstream upstream = new FakeUpstream(this::answer);
        private final ServedStore served =
                new ServedStore(ServedStore.options(upstream.baseUrl(), null, false, Limits.DEFAULT), clock);
        private final List<String> history = new ArrayList<>();
        private final List<String> messages = new ArrayList<>();
        private final String base;
        private final boolean quotesIds;
        private final int window;
        private volatile StandIn api;
        private volatile Fault fault = Fault.NONE;

        App(int seed) throws IOException {
            random = new Random(seed);
            api = new StandIn(clock, seed);
            base = random.nextBoolean() ? "/v1" : "/c/call/v1";
            quotesIds = random.nextBoolean();
            window = 3 + random.nextInt(10);
        }

        /** Asks until there is a reply. */
        void ask(String question) throws Exception {
            history.add(Messages.user(question));
            messages.add(question);
            boolean streams = random.nextBoolean();
            fault = FAULTS.get(random.nextInt(FAULTS.size()));
            if (fault == Fault.APP_GONE && messages.size() == 1 && base.equals("/v1")) {
                fault = Fault.NONE; // a whole reply that was not read can't be distinguished from another app's
            }
            JsonNode audio = attempt(streams);
            while (audio == null) {
                clock.advance(Duration.ofSeconds(20));
                fault = random.nextInt(3) == 0 ? Fault.SERVER_ERROR : Fault.NONE;
                audio = attempt(streams);
            }
            String words = audio.path("transcript").asText();
            assertThat(audio.path("id").asText()).startsWith("audio_");
            messages.add(words);
            history.add(quotesIds ? Messages.replay(audio.path("id").asText()) : quoted(words));
            clock.advance(Duration.ofMinutes(random.nextInt(90)));
        }

        /** The audio of the reply; null if it did not arrive whole. */
        private JsonNode attempt(boolean streams) throws Exception {
            HttpRequest request = HttpRequest.newBuilder(served.url(base + "/chat/completions"))
                    .POST(BodyPublishers.ofString(request(streams)))
                    .build();
            try {
                HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
                try (InputStream in = response.body()) {
                    if (fault == Fault.APP_GONE) {
                        in.readNBytes(random.nextInt(3_000));
                        return null;
                    }
                    String body = new String(
                            fault == Fault.APP_SLOW ? slowly(in) : in.readAllBytes(), StandardCharsets.UTF_8);
                    if (response.statusCode() >= 500) {
                        return null;
                    }
                    assertThat(response.statusCode()).as(body).isEqualTo(200);
                    return streams ? streamed(body) : JSON.readTree(body).at("/choices/0/message/audio");
                }
            } catch (IOException e) {
                assertThat(fault).isEqualTo(Fault.STREAM_BROKEN);
                return null;
            }
        }

        private static byte[] slowly(InputStream in) throws Exception {
            ByteArrayOutputStream read = new ByteArrayOutputStream();
            for (byte[] piece = in.readNBytes(500); piece.length > 0; piece = in.readNBytes(500)) {
                read.writeBytes(piece);
                Thread.sleep(1);
            }
            return read.toByteArray();
        }

        private String request(boolean streams) {
            List<String> sent = new ArrayList<>(List.of(Messages.system("Be brief.")));
            sent.addAll(history.subList(Math.max(0, history.size() - window), history.size()));
            String[] messages = sent.toArray(String[]::new);
            return streams ? Messages.streamed(messages) : Messages.voice(messages);
        }

        private void answer(HttpExchange exchange) throws IOException {
            byte[] request = upstream.received.get(upstream.received.size() - 1).body();
            if (fault == Fault.IDS_LOST) {
                fault = Fault.NONE;
                api = new StandIn(clock, random.nextInt());
            }
            Behaviour behaviour = fault == Fault.SERVER_ERROR ? Behaviour.serverError() : Behaviour.speak();
            Answer answer = api.complete(request, behaviour);
            while (answer.status() == 200 && !WORDS.matcher(answer.text()).find()) {
                answer = api.complete(
                        request, behaviour); // a reply without words can't be distinguished from another one
            }
            if (fault == Fault.STREAM_BROKEN && answer.status() == 200) {
                exchange.getResponseHeaders().set("Content-Type", answer.contentType());
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write(Arrays.copyOf(answer.body(), answer.body().length / 2));
                exchange.getResponseBody().flush();
                throw new IOException("broken off");
            }
            FakeUpstream.answer(exchange, answer.status(), answer.contentType(), answer.body());
        }

        void verify() {
            assertThat(served.store.conversationIds()).hasSize(1);
            List<Turn> turns = served.store
                    .conversation(served.store.conversationIds().get(0))
                    .turns();
            assertThat(turns.stream()
                            .filter(turn -> turn.standing() == Turn.Standing.CURRENT)
                            .map(App::words))
                    .isEqualTo(messages);
            assertThat(served.messages).isEmpty();
        }

        private static String words(Turn turn) {
            return turn.role() == Role.ASSISTANT
                    ? turn.message().audioTranscript()
                    : turn.message().text();
        }

        private static JsonNode streamed(String body) throws IOException {
            StringBuilder transcript = new StringBuilder();
            String id = null;
            for (String line : body.lines().toList()) {
                if (line.startsWith("data: {")) {
                    JsonNode audio = JSON.readTree(line.substring(6)).at("/choices/0/delta/audio");
                    transcript.append(audio.path("transcript").asText(""));
                    id = audio.has("id") ? audio.path("id").asText() : id;
                }
            }
            assertThat(body).endsWith("data: [DONE]\n\n");
            return JSON.createObjectNode().put("id", id).put("transcript", transcript.toString());
        }

        private static String quoted(String words) {
            return JSON.createObjectNode()
                    .put("role", "assistant")
                    .put("content", words)
                    .toString();
        }

        @Override
        public void close() {
            served.close();
            upstream.close();
        }
    }
}
