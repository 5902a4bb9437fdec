package io.histctl.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.ChatInterceptor;
import io.histctl.HistoryStore;
import io.histctl.StoreOptions;
import io.histctl.intercept.ChatCall;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** What an interceptor in the app's own process adds to a request of 50 turns whose body Jackson builds. */
final class InProcess {
    private static final int CONVERSATIONS = 30;
    private static final int EXCHANGES = 25;

    /** The replies of the benchmark are made then, and their ids expire an hour later. */
    private static final Clock AT_BEGIN = Clock.fixed(Instant.ofEpochSecond(Data.BEGIN), ZoneOffset.UTC);

    private static final JsonMapper JSON = new JsonMapper();

    private final List<Double> alone = new ArrayList<>();
    private final List<Double> intercepted = new ArrayList<>();

    private InProcess() {}

    static void run(Path folder, Table table) throws Exception {
        InProcess times = new InProcess();
        try (HistoryStore store = HistoryStore.open(folder.resolve("h.db"), StoreOptions.DEFAULT.withClock(AT_BEGIN));
                DurableCommits commits = new DurableCommits(folder)) {
            ChatInterceptor chats = ChatInterceptor.of(store);
            for (int i = 0; i < CONVERSATIONS; i++) {
                times.converse(chats, "c" + i, i * 1_000, commits);
            }
            Serving.row(
                    table,
                    "interceptor in process, request of 50 turns",
                    times.alone,
                    times.intercepted,
                    commits.millis(),
                    "1");
        }
    }

    private void converse(ChatInterceptor chats, String conversation, int first, DurableCommits commits)
            throws Exception {
        ObjectNode request = JSON.createObjectNode().put("model", "gpt-audio-1.5");
        request.putArray("modalities").add("text").add("audio");
        request.putObject("audio").put("voice", "alloy").put("format", "pcm16");
        ArrayNode messages = request.putArray("messages");
        for (int i = first; i < first + 2 * EXCHANGES; i++) {
            messages.addObject().put("role", "user").put("content", "question " + i + " about " + Data.words(100));
            byte[] reply =
                    Data.spoken(i, "", "answer " + i + " on " + Data.words(100)).getBytes(StandardCharsets.UTF_8);
            long begin = System.nanoTime();
            JSON.writeValueAsBytes(request);
            long built = System.nanoTime();
            ChatCall call = chats.call(conversation, JSON.writeValueAsBytes(request));
            call.answered(200, reply);
            long answered = System.nanoTime();
            if (i >= first + EXCHANGES) { // from 50 turns on
                alone.add((built - begin) / 1e6);
                intercepted.add((answered - built) / 1e6);
                commits.measure();
            }
            messages.addObject().put("role", "assistant").putObject("audio").put("id", Data.audioId(i));
            if (messages.size() > 2 * EXCHANGES) {
                messages.remove(0);
                messages.remove(0);
            }
        }
    }
}
