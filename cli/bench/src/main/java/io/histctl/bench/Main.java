package io.histctl.bench;

import java.util.List;

/**
 * {@code java -jar bench.jar [quick | full | scaling | serve | search-quick | search | postgres-quick | postgres]…}; without a
 * word, {@code full}.
 */
public final class Main {
    private Main() {}

    /** Runs the benchmarks in the given order. */
    public static void main(String[] kinds) throws Exception {
        for (String kind : kinds.length == 0 ? List.of("full") : List.of(kinds)) {
            switch (kind) {
                case "quick" -> goals(Effort.QUICK);
                case "full" -> goals(Effort.FULL);
                case "scaling" -> Scaling.run();
                case "serve" -> Serving.run();
                case "search" -> search(Effort.FULL);
                case "search-quick" -> search(Effort.QUICK);
                case "postgres-quick" -> PostgresGoals.run(Effort.QUICK);
                case "postgres" -> PostgresGoals.run(Effort.FULL);
                default ->
                    throw new IllegalArgumentException(
                            kind
                                    + " is not one of quick, full, scaling, serve, search-quick, search, postgres-quick, postgres");
            }
        }
    }

    private static void search(Effort effort) throws Exception {
        Goals goals = new Goals();
        Exchanges.withIndex(effort, goals);
        Lists.run(effort, goals);
        Searches.run(effort, goals);
        goals.printMissed();
    }

    private static void goals(Effort effort) throws Exception {
        Goals goals = new Goals();
        Starts.run(effort, goals);
        Exports.run(effort, goals);
        Appends.run(effort, goals);
        Exchanges.run(effort, goals);
        Imports.run(effort, goals);
        Lists.run(effort, goals);
        PageTimes.run(effort, goals);
        Expiries.run(effort, goals);
        Clearing.run(effort, goals);
        Disk.run(effort, goals);
        goals.printMissed();
    }
}
