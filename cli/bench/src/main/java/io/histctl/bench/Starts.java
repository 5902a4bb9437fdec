package io.histctl.bench;

import io.histctl.HistoryStore;
import io.histctl.model.Progress;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Short commands as whole processes, in turn with an empty program of the same Java. */
final class Starts {
    private static final String AT = "2026-07-01T00:00:00Z";

    private final Path folder;
    private final Path database;
    private final Map<String, Command> commands = new LinkedHashMap<>();
    private final Map<String, List<Command.Run>> runs = new LinkedHashMap<>();

    private Starts(Path folder) {
        this.folder = folder;
        this.database = folder.resolve("h.db");
    }

    static void run(Effort effort, Goals goals) throws Exception {
        Data.inFolder(folder -> {
            Starts starts = new Starts(folder);
            starts.prepare();
            starts.runAll(effort.processes());
            starts.print(goals);
        });
    }

    private void prepare() throws Exception {
        try (HistoryStore store = HistoryStore.open(database)) {
            Data.fill(store, "plain", 50, 1000);
            store.importLines(Data.stream(Data.talk("fold", 25, 40_000)), Progress.NONE);
        }
        Path request = folder.resolve("request.json");
        Files.writeString(request, Data.request(Data.user("the same question")), StandardCharsets.UTF_8);
        commands.put("hello", hello());
        commands.put("--help", Command.histctl("--help"));
        put("export", "plain", "--at", AT);
        put("fold", "--at", AT);
        put("list");
        put("verify");
        put("prune-expired", "--at", AT);
        put("record", "other", "--request", request.toString());
        archiveClasses();
    }

    /** Adds a command; a fold is an export of the other conversation. */
    private void put(String name, String... arguments) {
        List<String> words = new ArrayList<>(name.equals("fold") ? List.of("export", "fold") : List.of(name));
        words.addAll(List.of(arguments));
        words.addAll(List.of("--db", database.toString()));
        commands.put(name, Command.histctl(words.toArray(String[]::new)));
    }

    private void runAll(int rounds) throws Exception {
        for (int i = 0; i <= rounds; i++) {
            for (Map.Entry<String, Command> command : commands.entrySet()) {
                Command.Run run = command.getValue().run();
                if (i > 0) {
                    runs.computeIfAbsent(command.getKey(), name -> new ArrayList<>())
                            .add(run);
                }
            }
        }
    }

    private void print(Goals goals) {
        beside(goals, "histctl --help", "--help", 3);
        beside(goals, "histctl export, 50 turns of 1 KB", "export", 4);
        beside(goals, "histctl export with a fold of 40 KB", "fold", 7);
        for (String name : List.of("list", "verify", "prune-expired", "record")) {
            Samples cpu = Command.Run.cpu(runs.get(name));
            Samples export = Command.Run.cpu(runs.get("export"));
            goals.row(
                    "histctl " + name + ", small store, CPU",
                    cpu.toString(),
                    "histctl export",
                    export.toString(),
                    cpu.median() / export.median(),
                    1.2);
        }
        goals.figure("… export, resident MB", Command.Run.resident(runs.get("export")));
    }

    private void beside(Goals goals, String work, String name, double goal) {
        Pair pair = new Pair(Command.Run.times(runs.get(name)), Command.Run.times(runs.get("hello")));
        goals.add(work, pair, "an empty Java program", goal);
    }

    private Command hello() throws Exception {
        Path file = folder.resolve("classes/io/histctl/bench/Hello.class");
        Files.createDirectories(file.getParent());
        try (InputStream in = Starts.class.getResourceAsStream("Hello.class")) {
            Files.write(file, in.readAllBytes());
        }
        return new Command(List.of(java(), "-cp", folder.resolve("classes").toString(), Hello.class.getName()));
    }

    /** Makes the archive beside the jar, as an installation does for its Java. */
    private static void archiveClasses() throws Exception {
        Path cli = Path.of("cli").toAbsolutePath();
        new Command(List.of(
                        cli.resolve("bin/archive-classes").toString(),
                        java(),
                        cli.resolve("target/histctl.jar").toString()))
                .run();
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
