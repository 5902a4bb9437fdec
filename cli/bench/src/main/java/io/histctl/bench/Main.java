package io.histctl.bench;

import java.util.List;

/** {@code java -jar bench.jar [library] [process] [scaling] [serve]}: prints a table for each; without a word, all. */
public final class Main {
    private Main() {}

    /** Runs the benchmarks in the given order. */
    public static void main(String[] kinds) throws Exception {
        for (String kind : kinds.length == 0 ? List.of("library", "process", "scaling", "serve") : List.of(kinds)) {
            switch (kind) {
                case "library" -> Library.run();
                case "process" -> Processes.run();
                case "scaling" -> Scaling.run();
                case "serve" -> Serving.run();
                default -> throw new IllegalArgumentException(kind + " is not one of library, process, scaling, serve");
            }
        }
    }
}
