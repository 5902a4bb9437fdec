package io.histctl.bench;

import io.histctl.HistoryStore;
import io.histctl.StoreOptions;
import io.histctl.model.Progress;
import io.histctl.search.SearchOptions;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Searches a million turns of 15 to 25 words, which are as unevenly distributed as the words of a language. */
final class Searches {
    private static final int TURNS = 1_000_000;
    private static final int VOCABULARY = 50_000;
    private static final int EXCHANGES_OF_A_CONVERSATION = 50;

    private Searches() {}

    static void run(Effort effort, Goals goals) throws Exception {
        Data.inFolder(folder -> run(effort, goals, folder));
    }

    private static void run(Effort effort, Goals goals, Path folder) throws Exception {
        int turns = TURNS / effort.divisor();
        StoreOptions options = StoreOptions.DEFAULT.withDurability(StoreOptions.Durability.RELAXED);
        try (HistoryStore store = HistoryStore.open(folder.resolve("h.db"), options)) {
            store.importLines(Data.stream(lines(turns / 2)), Progress.NONE);
            String of = " of " + turns + " turns";
            limit(effort, goals, store, "search for a rare word" + of, word(45_000), 20);
            limit(effort, goals, store, "search for a common word" + of, word(0), 100);
            limit(effort, goals, store, "search for two common words" + of, word(0) + " " + word(1), 100);
            limit(effort, goals, store, "search for a phrase" + of, "\"" + word(0) + " " + word(1) + "\"", 100);
        }
    }

    private static void limit(Effort effort, Goals goals, HistoryStore store, String work, String query, double millis)
            throws Exception {
        Step search = () -> store.search(query, SearchOptions.DEFAULT);
        goals.limit(work, Pair.inProcess(effort, search, search).histctl(), millis);
    }

    private static Stream<String> lines(int exchanges) {
        Random random = new Random(1);
        return IntStream.range(0, exchanges)
                .mapToObj(i -> "{\"conversation\":\"c" + i / EXCHANGES_OF_A_CONVERSATION + "\",\"request\":"
                        + Data.request(Data.user(words(random, 15))) + ",\"response\":{\"id\":\"reply-" + i
                        + "\",\"created\":" + (Data.BEGIN + i)
                        + ",\"model\":\"m\",\"choices\":[{\"index\":0,\"message\":" + Data.assistant(words(random, 25))
                        + ",\"finish_reason\":\"stop\"}]}}\n");
    }

    private static String words(Random random, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            int rank = (int) Math.pow(VOCABULARY, random.nextDouble()) - 1;
            text.append(i == 0 ? "" : " ").append(word(rank));
        }
        return text.toString();
    }

    private static String word(int rank) {
        return "w" + Integer.toString(rank * 7919 + 13, 36);
    }
}
