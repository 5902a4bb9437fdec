package io.histctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.model.Role;
import io.histctl.model.Turn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Processes killed at random moments. {@code -Dhistctl.kills=200} kills so many of each kind. */
class KillTest {
    private static final int KILLS = Integer.getInteger("histctl.kills", 2);
    private static final int ENDLESS = 20_000;

    private final Random random = new Random(20_261_124);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"record", "own", "import", "prune", "summarize"})
    void whatWasAcknowledgedIsThereAndNoHalfExchange(String work) throws Exception {
        Path file = folder.resolve("history.db");
        long acknowledged = 0;
        long stored = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            prepare(file, work, kill);
            Child child = Child.start(file, work, work + kill, ENDLESS);
            child.awaitWork();
            Thread.sleep(300 + random.nextInt(1_000));
            List<String> told = child.kill();

            acknowledged += told.size();
            try (HistoryStore store = HistoryStore.open(file)) {
                assertThat(store.verify()).as("after kill " + kill).isEmpty();
                stored += told.stream().filter(spoken(store)::contains).count();
                store.conversationIds().forEach(id -> assertWhole(store.conversation(id)));
                store.conversation("after").record(KilledProcess.exchange("after " + work + kill));
            }
        }
        System.out.printf("%-10s killed %d times, %d acknowledged, %d stored%n", work, KILLS, acknowledged, stored);
        assertThat(stored).isEqualTo(acknowledged);
        if (work.equals("record") || work.equals("own")) {
            assertThat(acknowledged)
                    .as("killed before anything was acknowledged")
                    .isPositive();
        }
    }

    @Test
    void aDatabaseThatWasBeingMigratedOpens() throws Exception {
        int opened = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Path place = Files.createDirectory(folder.resolve("migrated" + kill));
            Child child = Child.start(place.resolve("history.db"), "migrate", "", ENDLESS);
            child.awaitWork();
            Thread.sleep(random.nextInt(1_500));
            child.kill();

            for (Path file : databases(place)) {
                try (HistoryStore store = HistoryStore.open(file)) {
                    assertThat(store.verify()).as(file.toString()).isEmpty();
                    assertThat(store.conversation("zurich-by-train").turns()).hasSize(15);
                    opened++;
                }
            }
        }
        System.out.printf("%-10s killed %d times, %d databases whole%n", "migrate", KILLS, opened);
        assertThat(opened).isPositive();
    }

    /** Something to prune and to summarize. */
    private static void prepare(Path file, String work, int kill) {
        if (work.equals("prune") || work.equals("summarize")) {
            try (HistoryStore store = HistoryStore.open(file)) {
                for (int i = 0; i < 30; i++) {
                    store.conversation("made " + kill).record(KilledProcess.exchange("made " + kill + "-" + i));
                }
            }
        }
    }

    private static Set<String> spoken(HistoryStore store) {
        return store.conversationIds().stream()
                .flatMap(id -> store.conversation(id).turns().stream())
                .map(turn -> String.valueOf(turn.message().spoken()))
                .collect(Collectors.toSet());
    }

    /** Each question stands right before its reply. */
    static void assertWhole(Conversation chat) {
        List<Turn> turns = chat.turns();
        assertThat(turns.size()).as(chat.id()).isEven();
        for (int i = 0; i < turns.size(); i += 2) {
            assertThat(turns.get(i).role()).isEqualTo(Role.USER);
            assertThat(turns.get(i).message().text())
                    .isEqualTo("ask " + turns.get(i + 1).message().spoken());
        }
    }

    private static List<Path> databases(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("v1-\\d+\\.db"))
                    .toList();
        }
    }
}
