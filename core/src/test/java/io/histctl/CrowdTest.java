package io.histctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many processes on one file. {@code -Dhistctl.exchanges=200} has each record so many. */
class CrowdTest {
    private static final int PROCESSES = 8;
    private static final int EXCHANGES = Integer.getInteger("histctl.exchanges", 15);

    @TempDir
    Path folder;

    @Test
    void allIsStoredEachExchangeTogetherWhileOthersPruneAndExport() throws Exception {
        Path file = folder.resolve("history.db");
        List<Child> children = new ArrayList<>();
        try (HistoryStore store = HistoryStore.open(file)) {
            store.conversation("shared").record(KilledProcess.exchange("first"));
            for (int i = 0; i < PROCESSES; i++) {
                children.add(Child.start(
                        file, i % 2 == 0 ? "record" : "own", (i % 2 == 0 ? "record" : "own") + i, EXCHANGES));
            }
            while (children.stream().anyMatch(Child::isAlive)) {
                store.pruneExpired(PruneOptions.DEFAULT, Progress.NONE);
                store.conversation("shared").export(ExportOptions.DEFAULT);
                KillTest.assertWhole(store.conversation("shared"));
            }
            int acknowledged = 0;
            for (Child child : children) {
                List<String> told = child.join();
                assertThat(told).hasSize(EXCHANGES);
                assertThat(child.exit()).as(told.toString()).isZero();
                acknowledged += told.size();
            }
            store.conversationIds().forEach(id -> KillTest.assertWhole(store.conversation(id)));
            long turns = store.conversationIds().stream()
                    .mapToLong(id -> store.conversation(id).turns().size())
                    .sum();
            assertThat(turns).isEqualTo(2L * (acknowledged + 1));
            assertThat(store.verify()).isEmpty();
            System.out.printf(
                    "%d processes, %d exchanges acknowledged, %d stored%n", PROCESSES, acknowledged, turns / 2 - 1);
        }
    }
}
