package io.histctl.bench;

import java.nio.file.Files;
import java.nio.file.Path;
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

/** Appends one message of 1 KB to a conversation of N. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 2, time = 1)
public class AppendBenchmark {
    /** The number of stored messages. */
    @Param({"10", "1000", "10000"})
    public int n;

    /** The store that is measured. */
    @Param({"histctl", "histctl-full", "jdbc-full", "jdbc", "jdbi", "spring-ai", "langchain4j"})
    public String rival;

    private Path folder;
    private Rival store;
    private int conversations;
    private int next;

    /** Fills several conversations if N is small, so that none grows much. */
    @Setup
    public void open() throws Exception {
        folder = Files.createTempDirectory("histctl-bench");
        store = Rival.of(rival, folder);
        conversations = Math.max(1, 10_000 / n);
        for (int i = 0; i < conversations; i++) {
            store.fill("c" + i, n);
        }
    }

    /** Appends to another conversation each time. */
    @Benchmark
    public void append() throws Exception {
        store.append("c" + next++ % conversations, "message " + next + " " + WORDS);
    }

    private static final String WORDS = Data.words(980);

    /** Deletes the files. */
    @TearDown(Level.Trial)
    public void close() throws Exception {
        store.close();
        Data.delete(folder);
    }
}
