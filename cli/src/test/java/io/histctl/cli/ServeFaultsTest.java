package io.histctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.histctl.HistoryStore;
import io.histctl.cli.serve.FakeUpstream;
import io.histctl.model.Role;
import io.histctl.model.Turn;
import io.histctl.simulation.FaultyApi;
import io.histctl.simulation.JsonApp;
import io.histctl.standin.Answer;
import io.histctl.standin.SettableClock;
import io.histctl.standin.StandIn;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A proxy that is killed between any two steps of a chat, or whose disk is full. */
class ServeFaultsTest {
    private static final int KILLS = Integer.getInteger("histctl.kills", 3);
    private static final int BLOCKS = 128; // 64 KiB

    private final Random random = new Random(Long.getLong("histctl.seed", 20_261_128));
    private final StandIn standIn = new StandIn(new SettableClock(Instant.now()), 5);
    private final FakeUpstream api = new FakeUpstream(this::answer);
    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonApp app = new JsonApp(random, this::post);
    private final List<String> said = new ArrayList<>();
    private volatile @Nullable Moment killed;
    private volatile boolean killing;
    private volatile @Nullable ServeProcess proxy;

    @TempDir
    Path dir;

    ServeFaultsTest() throws IOException {}

    /** When the proxy is killed. */
    private enum Moment {
        BEFORE_THE_REPLY,
        WITHIN_THE_REPLY,
        /** Before it is stored, before it is handed out, or later. */
        AFTER_THE_REPLY
    }

    @AfterEach
    void close() {
        proxy().close();
        api.close();
    }

    @Test
    void aProxyThatIsKilledAtAnyMomentStoresEveryQuestionOnceAndLosesNoReply() throws Exception {
        start(ServeProcess.start(database(), api.baseUrl()));
        for (int kill = 0; kill < KILLS; kill++) {
            killed = Moment.values()[random.nextInt(Moment.values().length)];
            askUntilAnswered("Question " + kill);
        }
        proxy().kill();

        assertThat(stored()).isEqualTo(said);
    }

    /** What the proxy has reported, besides the address of its pages. */
    private List<String> failures() {
        return proxy().messages().stream()
                .filter(message -> !message.contains("pages of the conversations"))
                .toList();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aFullDiskStopsNoChatAndWhatWasStoredIsKept() throws Exception {
        start(ServeProcess.start(database(), api.baseUrl()));
        askUntilAnswered("Question before");
        proxy().kill();

        start(ServeProcess.startWithin(BLOCKS, database(), api.baseUrl()));
        for (int i = 0; failures().isEmpty(); i++) {
            askUntilAnswered("Question " + i);
        }
        askUntilAnswered("Question while the disk is full");
        assertThat(failures())
                .allSatisfy(message -> assertThat(message)
                        .containsAnyOf("was not recorded", "was not stored", "was not determined")
                        .doesNotContain("Exception"));
        proxy().kill();
        assertThat(stored()).startsWith(said.get(0), said.get(1)).doesNotContain("Question while the disk is full");
        assertThat(said).containsSubsequence(stored());

        start(ServeProcess.start(database(), api.baseUrl()));
        askUntilAnswered("Question after");
        assertThat(stored()).endsWith("Question after", said.get(said.size() - 1));
        assertThat(stored().stream().filter(words -> words.startsWith("Question")))
                .doesNotHaveDuplicates();
    }

    private void askUntilAnswered(String question) throws Exception {
        said.add(question);
        boolean streams = random.nextBoolean();
        String words = ask(question, streams, false);
        while (words == null) {
            words = ask(question, streams, true);
        }
        said.add(words);
        assertThat(words).isNotEmpty();
    }

    private @Nullable String ask(String question, boolean streams, boolean again) throws Exception {
        if (!proxy().isAlive()) {
            start(ServeProcess.start(database(), api.baseUrl()));
        }
        try {
            return app.ask(question, streams, again);
        } catch (IOException e) {
            assertThat(killing).as("failed with " + e).isTrue();
            killing = false;
            proxy().exit();
            return null;
        }
    }

    private Answer post(byte[] body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(proxy().base() + "/c/call/v1/chat/completions"))
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        try {
            HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
            String type = response.headers().firstValue("Content-Type").orElse("");
            return new Answer(response.statusCode(), type, response.body());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] request = api.received.get(api.received.size() - 1).body();
        Answer answer = standIn.complete(request);
        while ("".equals(FaultyApi.words(answer))) {
            answer = standIn.complete(request);
        }
        Moment moment = killed;
        killed = null;
        killing = moment != null;
        try (exchange) {
            if (moment == Moment.BEFORE_THE_REPLY) {
                proxy().kill();
            }
            exchange.getResponseHeaders().set("Content-Type", answer.contentType());
            exchange.sendResponseHeaders(answer.status(), answer.body().length);
            OutputStream out = exchange.getResponseBody();
            int part = moment == Moment.WITHIN_THE_REPLY ? random.nextInt(answer.body().length) : 0;
            out.write(answer.body(), 0, part);
            out.flush();
            if (moment == Moment.WITHIN_THE_REPLY) {
                proxy().kill();
            }
            out.write(answer.body(), part, answer.body().length - part);
            out.flush();
            if (moment == Moment.AFTER_THE_REPLY) {
                Thread.sleep(random.nextInt(20));
                proxy().kill();
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /** The words of the conversation's messages. */
    private List<String> stored() {
        try (HistoryStore store = HistoryStore.open(database())) {
            assertThat(store.verify()).isEmpty();
            assertThat(store.conversationIds()).containsExactly("call");
            return store.conversation("call").turns().stream()
                    .filter(turn -> turn.standing() == Turn.Standing.CURRENT)
                    .map(ServeFaultsTest::words)
                    .toList();
        }
    }

    private static String words(Turn turn) {
        return turn.role() == Role.ASSISTANT
                ? String.valueOf(turn.message().audioTranscript())
                : turn.message().text();
    }

    private Path database() {
        return dir.resolve("history.db");
    }

    private void start(ServeProcess started) {
        proxy = started;
    }

    private ServeProcess proxy() {
        return java.util.Objects.requireNonNull(proxy);
    }
}
