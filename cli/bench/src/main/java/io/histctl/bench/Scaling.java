package io.histctl.bench;

import io.histctl.HistoryStore;
import io.histctl.ListOptions;
import io.histctl.export.ExportOptions;
import io.histctl.prune.PruneOptions;
import io.histctl.record.Exchange;
import io.histctl.record.RecordingStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Measures how the cost grows with the work, over a factor of 1,000 or more. */
final class Scaling {
    private static final Instant AT = Instant.ofEpochSecond(Data.BEGIN);

    private Scaling() {}

    static void run() throws Exception {
        Data.inFolder(Scaling::turns);
        Data.inFolder(Scaling::conversations);
        Data.inFolder(Scaling::expiredIds);
        Data.inFolder(Scaling::streams);
    }

    private static void turns(Path folder) throws Exception {
        Table table = new Table("Turns in a conversation", "turns", "append, ms", "export, ms", "export a turn, µs");
        for (int n : new int[] {100, 1_000, 10_000, 100_000}) {
            try (HistoryStore store = HistoryStore.open(folder.resolve("t" + n + ".db"))) {
                Data.fill(store, "c", n, 1000);
                Samples append = time(200, i -> append(store, "c", i));
                Samples export = time(
                        n == 100_000 ? 5 : 20,
                        i -> store.conversation("c")
                                .exportTo(java.io.OutputStream.nullOutputStream(), ExportOptions.DEFAULT.withAt(AT)));
                table.row("" + n, append.toString(), export.toString(), Samples.number(export.median() * 1000 / n));
            }
        }
    }

    private static void conversations(Path folder) throws Exception {
        Table table = new Table(
                "Conversations in a store, one exchange each",
                "conversations",
                "append, ms",
                "export, ms",
                "list of 50, ms");
        for (int n : new int[] {100, 1_000, 10_000, 100_000}) {
            try (HistoryStore store = HistoryStore.open(folder.resolve("c" + n + ".db"))) {
                store.importLines(Data.stream(Data.spokenLines(n, n, false)), (done, total) -> {});
                Samples append = time(200, i -> append(store, "c" + i * 7919 % n, i));
                Samples export =
                        time(100, i -> store.conversation("c" + i * 7919 % n).export(ExportOptions.DEFAULT.withAt(AT)));
                Samples list = time(
                        5,
                        i -> store.conversations(ListOptions.DEFAULT.withAt(AT).withLimit(50)));
                table.row("" + n, append.toString(), export.toString(), list.toString());
            }
        }
    }

    private static void expiredIds(Path folder) throws Exception {
        Table table = new Table("Expired ids", "expired", "clear, ms", "clear one, µs", "clear again, ms");
        for (int n : new int[] {1_000, 10_000, 100_000, 1_000_000}) {
            Path file = folder.resolve("d" + n + ".db");
            Data.ids(file, n, false);
            try (HistoryStore store = HistoryStore.open(file)) {
                PruneOptions all = PruneOptions.DEFAULT.withAt(Instant.ofEpochSecond(Data.BEGIN + 3600 + n));
                Samples clear = time(1, i -> store.pruneExpired(all, (done, total) -> {}));
                Samples again = time(5, i -> store.pruneExpired(all, (done, total) -> {}));
                table.row(
                        "" + n,
                        Samples.number(clear.median()),
                        Samples.number(clear.median() * 1000 / n),
                        again.toString());
            }
        }
    }

    private static void streams(Path folder) throws Exception {
        Table table = new Table("Length of a stream", "events", "record, ms", "an event, µs");
        try (HistoryStore store = HistoryStore.open(folder.resolve("s.db"))) {
            int[] number = {0};
            for (int n : new int[] {10, 100, 1_000, 10_000}) {
                List<byte[]> events = events(n);
                Samples record = time(n == 10_000 ? 1 : 3, i -> {
                    RecordingStream stream = store.conversation("s" + number[0]++)
                            .recordStream(Exchange.ofRequest(Data.request(Data.user("a question"))));
                    events.forEach(stream::accept);
                    stream.end();
                });
                table.row("" + n, record.toString(), Samples.number(record.median() * 1000 / n));
            }
        }
    }

    /** A text reply in this many pieces. */
    private static List<byte[]> events(int pieces) {
        List<byte[]> events = new ArrayList<>();
        String open = "data: {\"id\":\"chatcmpl-s\",\"created\":" + Data.BEGIN
                + ",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{";
        events.add((open + "\"role\":\"assistant\"}}]}\n\n").getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < pieces; i++) {
            events.add((open + "\"content\":\"" + Data.words(20) + "\"}}]}\n\n").getBytes(StandardCharsets.UTF_8));
        }
        events.add((open + "},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n").getBytes(StandardCharsets.UTF_8));
        return events;
    }

    private static void append(HistoryStore store, String conversation, int number) {
        store.conversation(conversation)
                .record(Exchange.ofRequest(Data.request(Data.user("message " + number + " of " + System.nanoTime()))));
    }

    private interface Step {
        void run(int number) throws Exception;
    }

    /** Times in ms, after as many warm-up runs. */
    private static Samples time(int runs, Step step) throws Exception {
        for (int i = 0; runs > 1 && i < runs; i++) {
            step.run(i);
        }
        double[] times = new double[runs];
        for (int i = 0; i < runs; i++) {
            long begin = System.nanoTime();
            step.run(runs + i);
            times[i] = (System.nanoTime() - begin) / 1e6;
        }
        return new Samples(times);
    }
}
