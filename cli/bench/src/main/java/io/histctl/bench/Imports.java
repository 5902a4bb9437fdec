package io.histctl.bench;

import io.histctl.HistoryStore;
import io.histctl.model.Progress;
import java.io.BufferedReader;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Imports spoken exchanges, compared with one pass of Jackson over the file; for new messages also with sqlite-jdbc,
 * which writes the same rows in batches.
 */
final class Imports {
    private static final int RUNS = 3;
    private static final int LINES_OF_A_COMMIT = 1_000;

    private Imports() {}

    static void run(Effort effort, Goals goals) throws Exception {
        int lines = 50_000 / effort.divisor();
        Data.inFolder(folder -> newMessages(folder, goals, lines));
        Data.inFolder(folder -> wholeHistories(folder, goals, lines / 5, lines / 250));
        Data.inFolder(folder -> wholeHistories(folder, goals, 20_000, 1_000));
    }

    private static void newMessages(Path folder, Goals goals, int lines) throws Exception {
        Path file = write(folder, Data.spokenLines(lines, 1_000, false));
        Path template = folder.resolve("template.db");
        importInto(template, file);
        Pair pair = Pair.ofRuns(RUNS, new HistctlImport(folder, file), new JdbcImport(folder, file, template, lines));
        goals.add(
                "import of " + lines + " exchanges, new messages",
                pair,
                "Jackson once, the same rows by sqlite-jdbc",
                2);
        goals.figure(
                "… turns a second",
                Samples.number(2000.0 * lines / pair.histctl().median()));
    }

    private static void wholeHistories(Path folder, Goals goals, int lines, int conversations) throws Exception {
        Path file = write(folder, Data.spokenLines(lines, conversations, true));
        Pair pair = Pair.ofRuns(RUNS, new HistctlImport(folder, file), () -> readOnce(file));
        goals.add(
                "import of " + lines + " whole histories of " + conversations + " conversations, interleaved",
                pair,
                "Jackson once",
                2);
    }

    private static Path write(Path folder, Stream<String> lines) throws Exception {
        Path file = folder.resolve("lines.jsonl");
        try (var out = Files.newBufferedWriter(file)) {
            for (String line : (Iterable<String>) lines::iterator) {
                out.write(line);
            }
        }
        return file;
    }

    private static void readOnce(Path file) throws Exception {
        try (BufferedReader in = Files.newBufferedReader(file)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                Data.readOnce(line);
            }
        }
    }

    private static void importInto(Path database, Path file) throws Exception {
        try (HistoryStore store = HistoryStore.open(database);
                InputStream in = Files.newInputStream(file)) {
            store.importLines(in, Progress.NONE);
        }
    }

    private static final class HistctlImport implements Step {
        private final Path database;
        private final Path file;

        HistctlImport(Path folder, Path file) {
            this.database = folder.resolve("h.db");
            this.file = file;
        }

        @Override
        public void prepare() throws Exception {
            Files.deleteIfExists(database);
        }

        @Override
        public void run() throws Exception {
            importInto(database, file);
        }
    }

    private static final class JdbcImport implements Step {
        private final Path database;
        private final Path file;
        private final int lines;
        private final List<StoredRows> turns = new ArrayList<>();

        JdbcImport(Path folder, Path file, Path template, int lines) throws Exception {
            this.database = folder.resolve("j.db");
            this.file = file;
            this.lines = lines;
            try (Connection connection = Data.connect(template, "FULL")) {
                turns.add(StoredRows.ofTurn(connection, 1));
                turns.add(StoredRows.ofTurn(connection, 2));
            }
        }

        @Override
        public void prepare() throws Exception {
            Files.deleteIfExists(database);
            HistoryStore.open(database).close();
        }

        @Override
        public void run() throws Exception {
            readOnce(file);
            try (Connection connection = Data.connect(database, "FULL")) {
                connection.setAutoCommit(false);
                StoredRows.Writer writer = new StoredRows.Writer(connection);
                writer.begin(1_000);
                for (int line = 0; line < lines; line++) {
                    long conversation = 1 + line % 1_000;
                    long position = 1 + 2L * (line / 1_000);
                    writer.write(turns.get(0), conversation, position);
                    writer.write(turns.get(1), conversation, position + 1);
                    writer.update(conversation, position + 1);
                    if (line % LINES_OF_A_COMMIT == 0) {
                        connection.commit();
                    }
                }
                connection.commit();
            }
        }
    }
}
