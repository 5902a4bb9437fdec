package io.histctl.simulation;

import io.histctl.simulation.Round.Ask;
import io.histctl.simulation.Round.Change;
import io.histctl.simulation.Round.Habit;
import io.histctl.simulation.Round.Kind;
import io.histctl.simulation.Round.Mishap;
import io.histctl.simulation.Round.Way;
import io.histctl.standin.Answer;
import io.histctl.standin.Behaviour;
import io.histctl.standin.StandIn;
import io.histctl.standin.StandInServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The loop of {@link LoopProperties}, a few conversations of it, over HTTP. */
class LoopOverHttpTest {
    private static final int CONVERSATIONS = 3;
    private static final int ROUNDS = 8;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void conversationsContinueOverHttp() throws Exception {
        try (ReopenableStore store = new ReopenableStore()) {
            for (int seed = 0; seed < CONVERSATIONS; seed++) {
                StandIn standIn = new StandIn(store.clock(), seed);
                try (StandInServer server = new StandInServer(standIn)) {
                    Transport wire = (request, behaviour) -> post(standIn, server.completionsUrl(), request, behaviour);
                    SimulatedApp app = new SimulatedApp(
                            store, wire, () -> standIn.signedImage(Duration.ofHours(2)), seed, seed % 2 == 0);
                    Random random = new Random(seed);
                    for (int i = 0; i < ROUNDS; i++) {
                        app.play(round(random));
                    }
                }
            }
        }
    }

    private Answer post(StandIn standIn, URI url, byte[] request, Behaviour behaviour) {
        standIn.then(behaviour);
        HttpRequest post = HttpRequest.newBuilder(url)
                .POST(HttpRequest.BodyPublishers.ofByteArray(request))
                .build();
        try {
            HttpResponse<byte[]> response = client.send(post, HttpResponse.BodyHandlers.ofByteArray());
            String type = response.headers().firstValue("Content-Type").orElse("");
            return new Answer(response.statusCode(), type, response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Round round(Random random) {
        return new Round(
                Duration.ofMinutes(random.nextInt(120)),
                one(Ask.values(), random),
                one(Way.values(), random),
                new Round.Export(null, Duration.ofSeconds(60), Duration.ofSeconds(random.nextInt(60))),
                new Round.Reply(
                        one(Kind.values(), random),
                        1 + random.nextInt(3),
                        random.nextBoolean(),
                        random.nextInt(2),
                        random.nextInt(2_000),
                        one(Habit.values(), random)),
                one(Change.values(), random),
                Set.of(one(Mishap.values(), random)),
                random.nextInt(1_000));
    }

    private static <T> T one(T[] values, Random random) {
        return values[random.nextInt(values.length)];
    }
}
