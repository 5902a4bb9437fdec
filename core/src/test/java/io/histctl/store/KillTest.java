package io.histctl.store;

import static io.histctl.testing.KilledProcess.HEARD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.histctl.HistoryStore;
import io.histctl.testing.ChildProcess;
import io.histctl.testing.KilledProcess;
import io.histctl.testing.SqliteOnly;
import io.histctl.testing.TestStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Processes killed at random moments. {@code -Dhistctl.kills=200} sets the number of kills of each kind. */
class KillTest {
    private static final int KILLS = Integer.getInteger("histctl.kills", 2);
    private static final long SEED = Long.getLong("histctl.seed", 20_261_124);
    private static final int KILLS_PER_FILE = 5;
    private static final int ENDLESS = 20_000;
    private static final Set<String> ACKNOWLEDGES_SOON = Set.of("record", "own", "vacuum", "delete", "stream");
    private static final Duration AT_ONCE = Duration.ofSeconds(10);

    private final Random random = new Random(SEED);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"record", "own", "import", "prune", "summarize", "delete", "stream"})
    void acknowledgedExchangesAreStoredAndNoneIsStoredInPart(String work) throws Exception {
        killRepeatedly(work);
    }

    @SqliteOnly
    @ParameterizedTest
    @ValueSource(strings = {"vacuum", "backup"})
    void killedMaintenanceLosesNothing(String work) throws Exception {
        killRepeatedly(work);
    }

    private void killRepeatedly(String work) throws Exception {
        long acknowledged = 0;
        long stored = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Path file = folder.resolve("history" + kill / KILLS_PER_FILE + ".db");
            prepare(file, work, kill);
            ChildProcess child = ChildProcess.start(file, work, work + kill, ENDLESS);
            child.awaitWork();
            if (ACKNOWLEDGES_SOON.contains(work)) {
                child.awaitAcknowledgement();
            }
            Thread.sleep(300 + random.nextInt(1_000));
            List<String> acknowledgements = child.kill();

            assertTimeout(AT_ONCE, () -> next(file, work));
            try (HistoryStore store = TestStores.open(file)) {
                assertThat(store.verify()).as("after kill " + kill).isEmpty();
                store.conversationIds().forEach(id -> ChildProcess.assertNoHalfExchange(store.conversation(id)));
                Set<String> there = spoken(store);
                acknowledged += acknowledgements.size();
                stored += acknowledgements.stream()
                        .filter(line -> line.contains(HEARD) ? isHeard(line, store) : isKept(line, there))
                        .count();
                if (work.equals("backup")) {
                    acknowledgements.forEach(copy -> assertSound(folder.resolve(copy + ".copy")));
                }
            }
        }
        row(work, acknowledged, stored);
        assertThat(stored).isEqualTo(acknowledged);
        if (ACKNOWLEDGES_SOON.contains(work)) {
            assertThat(acknowledged).as("acknowledged before a kill").isPositive();
        }
    }

    @Test
    @SqliteOnly
    void aDatabaseThatWasBeingMigratedOpens() throws Exception {
        int opened = 0;
        int found = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Path place = Files.createDirectory(folder.resolve("migrated" + kill));
            ChildProcess child = ChildProcess.start(place.resolve("history.db"), "migrate", "", ENDLESS);
            child.awaitWork();
            Thread.sleep(random.nextInt(1_500));
            child.kill();

            for (Path file : databases(place)) {
                found++;
                try (HistoryStore store = TestStores.open(file)) {
                    assertThat(store.verify()).as(file.toString()).isEmpty();
                    assertThat(store.conversation("zurich-by-train").turns()).hasSize(15);
                    opened++;
                }
            }
        }
        row("migrate", found, opened);
        assertThat(opened).isPositive();
    }

    private static void row(String work, long acknowledged, long stored) {
        System.out.printf(
                "| kill -9 of %s | %d kills | %d acknowledged | %d there | %d lost | seed %d |%n",
                work, KILLS, acknowledged, stored, acknowledged - stored, SEED);
    }

    /** Something to prune and to summarize. */
    private static void prepare(Path file, String work, int kill) {
        if (work.equals("prune") || work.equals("vacuum") || work.equals("summarize")) {
            try (HistoryStore store = TestStores.open(file)) {
                for (int i = 0; i < 30; i++) {
                    store.conversation("made " + kill).record(KilledProcess.exchange("made " + kill + "-" + i));
                }
            }
        }
    }

    /** The next call, which must not have to wait. */
    private static void next(Path file, String work) {
        try (HistoryStore store = TestStores.open(file)) {
            String words = "after " + work + store.conversationIds().size();
            store.conversation("after " + words).record(KilledProcess.exchange(words));
        }
    }

    private static boolean isKept(String line, Set<String> spoken) {
        return line.startsWith(KilledProcess.GONE)
                ? !spoken.contains("deleted " + line.substring(KilledProcess.GONE.length()))
                : spoken.contains(line);
    }

    /** For a stream, at least the acknowledged part is stored. */
    private static boolean isHeard(String line, HistoryStore store) {
        String[] heard = line.split(HEARD, -1);
        String kept = store.conversation(heard[0]).turns().get(1).message().audioTranscript();
        return kept != null && kept.startsWith(heard[1]);
    }

    private static void assertSound(Path copy) {
        try (HistoryStore store = TestStores.open(copy)) {
            assertThat(store.verify()).as(copy.toString()).isEmpty();
            assertThat(spoken(store)).contains(copy.getFileName().toString().replace(".copy", ""));
        }
    }

    private static Set<String> spoken(HistoryStore store) {
        return store.conversationIds().stream()
                .flatMap(id -> store.conversation(id).turns().stream())
                .map(turn -> String.valueOf(turn.message().audioTranscript()))
                .collect(Collectors.toSet());
    }

    private static List<Path> databases(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("v1-\\d+\\.db"))
                    .toList();
        }
    }
}
