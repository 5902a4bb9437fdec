package io.histctl.bench;

import io.histctl.HistoryStore;
import io.histctl.ListOptions;
import io.histctl.model.Progress;
import java.nio.file.Path;
import java.time.Instant;

/** Lists 50 conversations of many. */
final class Lists {
    private static final ListOptions FIFTY =
            ListOptions.DEFAULT.withAt(Instant.ofEpochSecond(Data.BEGIN)).withLimit(50);

    private Lists() {}

    static void run(Effort effort, Goals goals) throws Exception {
        Data.inFolder(folder -> run(effort, goals, folder));
    }

    private static void run(Effort effort, Goals goals, Path folder) throws Exception {
        try (HistoryStore many = filled(folder.resolve("many.db"), 100_000);
                HistoryStore few = filled(folder.resolve("few.db"), 1_000)) {
            Pair pair = Pair.inProcess(effort, () -> many.conversations(FIFTY), () -> few.conversations(FIFTY));
            goals.add("list of 50 of 100,000 conversations", pair, "of 1,000", 1.3);
            goals.limit("list of 50 of 100,000 conversations", pair.histctl(), 3);
        }
    }

    private static HistoryStore filled(Path file, int conversations) {
        HistoryStore store = HistoryStore.open(file);
        store.importLines(Data.stream(Data.spokenLines(conversations, conversations, false)), Progress.NONE);
        return store;
    }
}
