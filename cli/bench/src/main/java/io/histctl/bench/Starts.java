package io.histctl.bench;

import io.histctl.HistoryStore;
import io.histctl.model.Progress;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Short commands as whole processes, in turn with an empty program of the same Java and with node. {@code -Djavas=HOME:HOME} adds other Java homes; node finds better-sqlite3 by
 * {@code NODE_PATH}.
 */
final class Starts {
    private static final int RUNS = 21;
    private static final String AT = "2026-07-01T00:00:00Z";

    private final Path folder;
    private final Path database;

    private Starts(Path folder) {
        this.folder = folder;
        this.database = folder.resolve("h.db");
    }

    static void run(Path folder) throws Exception {
        Starts starts = new Starts(folder);
        try (HistoryStore store = HistoryStore.open(starts.database)) {
            Data.fill(store, "plain", 50, 1000);
            store.importLines(Data.stream(Data.talk("fold", 25, 40_000)), Progress.NONE);
        }
        for (String home :
                System.getProperty("javas", System.getProperty("java.home")).split(":")) {
            starts.measure(Path.of(home));
        }
    }

    private void measure(Path home) throws Exception {
        Map<String, Command> commands = new LinkedHashMap<>();
        commands.put("hello", hello(home));
        commands.put("export", histctl(home, "export", "plain", "--db", database.toString(), "--at", AT));
        commands.put("fold", histctl(home, "export", "fold", "--db", database.toString(), "--at", AT));
        commands.put("help", histctl(home, "--help"));
        Command node = node();
        if (node != null) {
            commands.put("node", node);
        }
        archiveClasses(home);
        Map<String, List<Command.Run>> runs = new LinkedHashMap<>();
        for (int i = 0; i <= RUNS; i++) {
            for (Map.Entry<String, Command> command : commands.entrySet()) {
                Command.Run run = command.getValue().run();
                if (i > 0) {
                    runs.computeIfAbsent(command.getKey(), name -> new ArrayList<>())
                            .add(run);
                }
            }
        }
        print(home, runs);
    }

    private static void print(Path home, Map<String, List<Command.Run>> runs) {
        Table table = new Table(
                "Whole processes with the Java in " + home.getFileName() + ", after the first",
                "what",
                "ms, median (quartiles)",
                "resident MB",
                "ratio, median of the pairs (quartiles)",
                "goal");
        row(table, "an empty Java program", runs, "hello", null, "");
        row(table, "histctl export, 50 turns of 1 KB", runs, "export", "hello", "6×, 80 MB");
        row(table, "histctl export with a fold of 40 KB", runs, "fold", "hello", "9×");
        row(table, "histctl --help", runs, "help", "hello", "3.5×");
        if (runs.containsKey("node")) {
            row(table, "node with better-sqlite3, the 50 turns", runs, "node", null, "");
            row(table, "histctl export over node", runs, "export", "node", "3×");
        } else {
            System.out.println("\nnode with better-sqlite3 is not here, or NODE_PATH does not name it");
        }
    }

    private static void row(
            Table table,
            String what,
            Map<String, List<Command.Run>> all,
            String name,
            @Nullable String over,
            String goal) {
        List<Command.Run> runs = all.get(name);
        double[] ratios = new double[over == null ? 0 : runs.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = runs.get(i).millis() / all.get(over).get(i).millis();
        }
        table.row(
                what,
                Command.Run.times(runs).toString(),
                Command.Run.resident(runs),
                over == null ? "" : new Samples(ratios) + "×",
                goal);
    }

    private Command histctl(Path home, String... arguments) {
        return Command.histctl(arguments).with("JAVA_HOME", home.toString());
    }

    private Command hello(Path home) throws Exception {
        Path classes = folder.resolve("classes");
        Path file = classes.resolve("io/histctl/bench/Hello.class");
        Files.createDirectories(file.getParent());
        copy("Hello.class", file);
        return new Command(
                List.of(home.resolve("bin/java").toString(), "-cp", classes.toString(), Hello.class.getName()));
    }

    private @Nullable Command node() throws Exception {
        if (!Command.succeeds("node", "-e", "require('better-sqlite3')")) {
            return null;
        }
        Path script = folder.resolve("export.js");
        copy("export.js", script);
        return new Command(List.of("node", script.toString(), database.toString(), "plain"));
    }

    private static void copy(String resource, Path file) throws Exception {
        try (InputStream in = Starts.class.getResourceAsStream(resource)) {
            Files.write(file, in.readAllBytes());
        }
    }

    /** Makes the archive next to the jar, as an installation does for its Java. */
    private static void archiveClasses(Path home) throws Exception {
        Path cli = Path.of("cli").toAbsolutePath();
        new Command(List.of(
                        cli.resolve("bin/archive-classes").toString(),
                        home.resolve("bin/java").toString(),
                        cli.resolve("target/histctl.jar").toString()))
                .run();
    }
}
