package io.histctl.bench;

import io.histctl.HistoryStore;
import io.histctl.record.Exchange;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Records one exchange, durably: a request with the last 50 turns and a question, and a spoken reply of 100 KB. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class RecordBenchmark {
    private static final int WINDOW = 50;

    /** The number of stored turns. */
    @Param({"100", "1000", "10000", "100000"})
    public int n;

    private Path folder;
    private HistoryStore store;
    private String sound;
    private final ArrayDeque<String> window = new ArrayDeque<>();
    private long number;
    private String history = "";

    /** Fills the conversation with text turns. */
    @Setup
    public void open() throws Exception {
        folder = Files.createTempDirectory("histctl-bench");
        store = HistoryStore.open(folder.resolve("h.db"));
        byte[] bytes = new byte[75_000];
        new Random(1).nextBytes(bytes);
        sound = Base64.getEncoder().encodeToString(bytes);
        for (int from = 0; from < n; from += 1000) {
            StringBuilder messages = new StringBuilder();
            window.forEach(message ->
                    messages.append(messages.length() == 0 ? "" : ",").append(message));
            for (int i = from; i < Math.min(n, from + 1000); i += 2) {
                add(messages, Data.user("question " + i + " about trains"));
                add(messages, Data.assistant("answer " + i + " about trains"));
            }
            store.conversation("c").record(Exchange.ofRequest(Data.request(messages.toString())));
        }
        history = String.join(",", window);
    }

    private void add(StringBuilder messages, String message) {
        messages.append(messages.length() == 0 ? "" : ",").append(message);
        window.add(message);
        if (window.size() > WINDOW) {
            window.remove();
        }
    }

    private Exchange next = Exchange.ofRequest("");

    /** Prepares the next exchange outside of the measured time. */
    @Setup(Level.Invocation)
    public void prepare() {
        number++;
        next = Exchange.of(
                Data.request(history + "," + Data.user("new question " + number)),
                Data.spoken(number, sound, "new answer " + number));
    }

    /** One exchange; the next request quotes the reply by its words, as text. */
    @Benchmark
    public void record() {
        store.conversation("c").record(next);
        window.add(Data.user("new question " + number));
        window.add(Data.assistant("new answer " + number));
        window.remove();
        window.remove();
        history = String.join(",", window);
    }

    /** Deletes the files. */
    @TearDown(Level.Trial)
    public void close() {
        store.close();
        Data.delete(folder);
    }
}
