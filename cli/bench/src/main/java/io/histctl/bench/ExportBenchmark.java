package io.histctl.bench;

import io.histctl.HistoryStore;
import io.histctl.export.ExportOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
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

/** Loads, plans, checks and writes a conversation of text turns of 1 KB, in a heap of 64 MB. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx64m", "-XX:+UseSerialGC"})
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 2, time = 2)
public class ExportBenchmark {
    /** The number of stored turns. */
    @Param({"10000", "100000"})
    public int n;

    /** The store that is measured. */
    @Param({"histctl", "jdbi"})
    public String rival;

    private Path folder;
    private HistoryStore store;

    /** Fills the conversation. */
    @Setup
    public void open() throws IOException {
        folder = Files.createTempDirectory("histctl-bench");
        store = HistoryStore.open(folder.resolve("h.db"));
        Data.fill(store, "c", n, 1000);
    }

    /** Writes to nowhere; returns the number of bytes, so that the work is not optimized away. */
    @Benchmark
    public long export() throws IOException {
        Counting out = new Counting();
        if (rival.equals("histctl")) {
            ExportOptions options = ExportOptions.DEFAULT.withAt(Instant.ofEpochSecond(Data.BEGIN));
            store.conversation("c").exportTo(out, options);
        } else {
            JdbiExport.run(folder.resolve("h.db"), "c", out);
        }
        return out.bytes;
    }

    /** Deletes the files. */
    @TearDown(Level.Trial)
    public void close() {
        store.close();
        Data.delete(folder);
    }

    private static final class Counting extends OutputStream {
        private long bytes;

        @Override
        public void write(int b) {
            bytes++;
        }

        @Override
        public void write(byte[] source, int from, int length) {
            bytes += length;
        }
    }
}
