package io.histctl.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.HistoryStore;
import io.histctl.model.Role;
import io.histctl.model.Turn;
import io.histctl.simulation.FaultyApi.Fault;
import io.histctl.standin.SettableClock;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Pairs of random voice chats, side by side, of apps that know nothing of histctl except that it is in their way to the API. The API
 * fails now and then, and the app asks again. Every question is answered by speech, and stored once.
 */
public final class RandomChats {
    /** How many conversations there are in a build. */
    private static final int CONVERSATIONS = Integer.getInteger("histctl.conversations", 6);

    private static final int ROUNDS = 8;
    private static final List<Fault> FAULTS = List.of(Fault.values());

    private final SettableClock clock = new SettableClock(Instant.parse("2026-06-05T12:00:00Z"));
    private final Random random;
    private final FaultyApi api;
    private final HistoryStore store = HistoryStore.inMemory(clock);

    private RandomChats(int seed) throws IOException {
        this.random = new Random(seed);
        this.api = new FaultyApi(clock, seed);
    }

    /** An app, which keeps a history of its own. */
    public interface App {
        /**
         * Asks a question, and returns the words of its reply.
         *
         * @param again whether it was asked before and not answered
         * @throws Exception if the reply did not arrive whole
         */
        String ask(String question, boolean streams, boolean again) throws Exception;
    }

    /** An app and how it reaches the API. */
    public interface Apps {
        /**
         * Starts an app that sends its requests through histctl.
         *
         * @param api base URL of the API
         * @param name that the app may give to its conversation
         */
        App start(HistoryStore store, URI api, String name, Random random) throws Exception;
    }

    /** The seed of each pair of conversations. */
    public static IntStream seeds() {
        return IntStream.range(0, CONVERSATIONS / 2);
    }

    /** Runs two chats side by side, then compares the store with what was said. */
    public static void run(int seed, Apps apps) throws Exception {
        RandomChats chats = new RandomChats(seed);
        try (chats.api;
                chats.store) {
            List<Chat> pair = new ArrayList<>();
            for (String name : List.of("kitchen", "hall")) {
                pair.add(chats.new Chat(apps.start(chats.store, chats.api.baseUrl(), name, chats.random)));
            }
            for (int round = 0; round < ROUNDS; round++) {
                for (Chat chat : pair) {
                    chat.ask("Question " + round);
                }
            }
            chats.verify(pair);
        }
    }

    private void verify(List<Chat> pair) {
        assertThat(store.conversationIds().stream().map(this::current))
                .containsExactlyInAnyOrderElementsOf(
                        pair.stream().map(chat -> chat.messages).toList());
        assertThat(store.verify()).isEmpty();
    }

    private List<String> current(String id) {
        return store.conversation(id).turns().stream()
                .filter(turn -> turn.standing() == Turn.Standing.CURRENT)
                .map(RandomChats::words)
                .toList();
    }

    private static String words(Turn turn) {
        return turn.role() == Role.ASSISTANT
                ? String.valueOf(turn.message().audioTranscript())
                : turn.message().text();
    }

    private final class Chat {
        private final App app;
        private final List<String> messages = new ArrayList<>();

        private Chat(App app) {
            this.app = app;
        }

        private void ask(String question) {
            boolean streams = random.nextBoolean();
            messages.add(question);
            Fault fault = FAULTS.get(random.nextInt(FAULTS.size()));
            boolean answered = isAnswered(question, streams, false, fault);
            while (!answered) {
                clock.advance(Duration.ofSeconds(20));
                Fault next = random.nextInt(3) == 0 ? Fault.SERVER_ERROR : Fault.NONE;
                answered = isAnswered(question, streams, true, next);
            }
            clock.advance(Duration.ofMinutes(random.nextInt(90)));
        }

        private boolean isAnswered(String question, boolean streams, boolean again, Fault fault) {
            api.failWith(fault);
            String heard;
            try {
                heard = app.ask(question, streams, again);
            } catch (Exception e) {
                assertThat(fault).as("failed with " + e).isIn(Fault.SERVER_ERROR, Fault.BROKEN_OFF);
                return false;
            }
            assertThat(heard).isNotEmpty().isEqualTo(api.lastWords());
            messages.add(heard);
            return true;
        }
    }
}
