package io.histctl.testing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.HistoryStore;
import io.histctl.StoreOptions;
import io.histctl.model.Progress;
import io.histctl.prune.PruneOptions;
import io.histctl.record.Exchange;
import io.histctl.record.RecordingStream;
import io.histctl.simulation.ReceivedReply;
import io.histctl.summary.SummarizeOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/**
 * A process that works on a store for a number of steps or until it is killed, and prints a line for each acknowledged
 * step. Its arguments: the database, the work, a name of its own, the number of steps.
 */
public final class KilledProcess {
    public static final int DIED = 7;
    public static final String GONE = "gone: ";
    public static final String HEARD = " says ";
    private static final int LINES = 50;
    private static final int CHUNKS = 9;

    private KilledProcess() {}

    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path file = Path.of(arguments[0]);
        if (arguments[1].equals("migrate")) {
            migrate(file, out);
        }
        Clock clock = arguments[1].endsWith("stream")
                ? new TickingClock(SpokenReply.reply("").begun(), Duration.ofMillis(250))
                : Clock.systemUTC();
        try (HistoryStore store = TestStores.open(file, StoreOptions.DEFAULT.withClock(clock))) {
            out.println("at work");
            if (arguments[1].equals("interrupted stream")) {
                stream(store, arguments[2], Integer.parseInt(arguments[3]), out);
                Runtime.getRuntime().halt(DIED);
            }
            for (int i = 0; i < Integer.parseInt(arguments[3]); i++) {
                step(store, file.getParent(), arguments[1], arguments[2] + "-" + i, out);
            }
        }
    }

    private static void step(HistoryStore store, Path folder, String work, String words, PrintStream out) {
        switch (work) {
            case "record" -> {
                store.conversation("shared").record(exchange(words));
                out.println(words);
            }
            case "own" -> {
                store.conversation(words.replaceFirst("-.*", "")).record(exchange(words));
                out.println(words);
            }
            case "import" -> {
                store.importLines(lines(words), Progress.NONE);
                IntStream.range(0, LINES).forEach(i -> out.println(words + "." + i));
            }
            case "stream" -> stream(store, words, CHUNKS, out);
            case "delete" -> {
                store.conversation("kept " + words).record(exchange(words));
                store.conversation("deleted " + words).record(exchange("deleted " + words));
                out.println(words);
                store.conversation("deleted " + words).delete();
                out.println(GONE + words);
            }
            case "backup" -> {
                store.conversation("shared").record(exchange(words));
                store.backup(folder.resolve(words + ".copy"));
                out.println(words);
            }
            case "vacuum" -> {
                store.conversation("shared").record(exchange(words));
                out.println(words);
                store.pruneExpired(PruneOptions.DEFAULT.withSound(true).withVacuum(true), Progress.NONE);
            }
            case "prune" -> store.pruneExpired(PruneOptions.DEFAULT.withSound(true), Progress.NONE);
            case "summarize" ->
                store.conversationIds().forEach(id -> store.conversation(id).summarize(SummarizeOptions.DEFAULT));
            default -> throw new IllegalArgumentException(work);
        }
    }

    /** Streams a reply, and prints what has arrived after each chunk. */
    private static void stream(HistoryStore store, String words, int chunks, PrintStream out) {
        RecordingStream live = store.conversation(words)
                .recordStream(Exchange.ofRequest(Messages.streamed(Messages.user("ask " + words))));
        StringBuilder came = new StringBuilder();
        for (String chunk : SpokenReply.reply(words).chunks().subList(0, chunks)) {
            came.append("data: ").append(chunk).append("\n\n");
            live.accept("data: " + chunk + "\n\n");
            ObjectNode heard = ReceivedReply.streamed(came.toString().getBytes(StandardCharsets.UTF_8));
            if (heard != null) {
                out.println(words + HEARD + heard.at("/audio/transcript").asText());
            }
        }
    }

    /** Migrates a database of the first version, again and again. */
    private static void migrate(Path file, PrintStream out) throws IOException {
        byte[] first;
        try (InputStream packed = KilledProcess.class.getResourceAsStream("/io/histctl/schema/v1.db.gz")) {
            first = new GZIPInputStream(packed).readAllBytes();
        }
        out.println("at work");
        for (int i = 0; i < 1_000; i++) {
            Path next = Files.write(file.resolveSibling("next.db"), first);
            Files.move(next, file.resolveSibling("v1-" + i + ".db"));
            TestStores.open(file.resolveSibling("v1-" + i + ".db")).close();
        }
    }

    /** A question and a spoken reply that expired long ago, recorded as by an app that sends one message at a time. */
    public static Exchange exchange(String words) {
        return Exchange.of(
                Messages.voice(Messages.user("ask " + words)),
                SpokenReply.reply(words).whole());
    }

    private static InputStream lines(String words) {
        String lines = IntStream.range(0, LINES)
                .mapToObj(i -> "{\"conversation\":\"imported\",\"request\":"
                        + Messages.voice(Messages.user("ask " + words + "." + i)) + ",\"response\":"
                        + SpokenReply.reply(words + "." + i).whole() + "}\n")
                .collect(Collectors.joining());
        return new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8));
    }
}
