package io.histctl.bench;

import io.histctl.HistoryStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
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

/** Which ids die within a span, of a million that die one a second; the floor is the same rows by JDBI alone. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 2, time = 1)
public class DyingBenchmark {
    private static final int IDS = 1_000_000;

    /** How many ids die within the span, and so its seconds. */
    @Param({"112", "16667"})
    public int hits;

    /** How many ids were pruned before. */
    @Param({"0", "1000000"})
    public int pruned;

    /** Who asks. */
    @Param({"histctl", "jdbi"})
    public String rival;

    private Path folder;
    private HistoryStore store;
    private Handle handle;

    /** A row of the answer. */
    public record Dying(String conversation, long position, String id, Instant diesAt, boolean estimated) {}

    /** Makes the ids. */
    @Setup
    public void open() throws Exception {
        folder = Files.createTempDirectory("histctl-bench");
        Path file = folder.resolve("h.db");
        if (pruned > 0) {
            Data.ids(file, pruned, true);
        }
        Data.ids(file, IDS, false);
        store = HistoryStore.open(file);
        handle = Jdbi.create("jdbc:sqlite:" + file).open();
    }

    /** From the middle of them on. */
    @Benchmark
    public List<?> dying() {
        Instant from = Instant.ofEpochSecond(Data.BEGIN + 3600 + IDS / 2);
        if (rival.equals("histctl")) {
            return store.expiringWithin(from, Duration.ofSeconds(hits), IDS);
        }
        return handle.createQuery("SELECT c.name, t.position, a.audio_id, a.expires_at, a.reported_expires_at IS NULL FROM audio a"
                        + " JOIN turn t ON t.id = a.turn_id JOIN conversation c ON c.id = t.conversation_id"
                        + " WHERE a.audio_id IS NOT NULL AND a.expires_at > ? AND a.expires_at <= ? ORDER BY a.expires_at")
                .bind(0, from.toEpochMilli())
                .bind(1, from.toEpochMilli() + hits * 1000L)
                .map((rows, context) -> new Dying(
                        rows.getString(1),
                        rows.getLong(2),
                        rows.getString(3),
                        Instant.ofEpochMilli(rows.getLong(4)),
                        rows.getBoolean(5)))
                .list();
    }

    /** Deletes the files. */
    @TearDown(Level.Trial)
    public void close() {
        handle.close();
        store.close();
        Data.delete(folder);
    }
}
