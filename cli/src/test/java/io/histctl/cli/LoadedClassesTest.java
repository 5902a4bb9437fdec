package io.histctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classes that are slow to load are loaded only by calls that need them, observed in a separate JVM. */
class LoadedClassesTest {
    private static final String HISTORY = "examples/paused-call.jsonl";
    private static final String FLYWAY = "org.flywaydb.core.Flyway ";
    private static final String JDBI = "org.jdbi.v3.core.Jdbi ";

    /** The class that links equals, hashCode and toString of records on their first call. */
    private static final String RECORD_METHODS = "java.lang.runtime.ObjectMethods ";

    private static final String POSTGRESQL = "org.postgresql.";
    private static final String POOL = "com.zaxxer.hikari.";
    private static final String OTHER_ENGINES = "io.histctl.store.postgresql.";
    private static final String TOKENIZER = "com.knuddels.jtokkit.";

    @TempDir
    Path folder;

    private Path database;

    @BeforeEach
    void fill() {
        database = folder.resolve("h.db");
        assertThat(new Histctl(database).run("import", HISTORY).exit()).isZero();
    }

    @Test
    void anExportLoadsNothingSlowThatItDoesNotNeed() throws Exception {
        assertThat(loadedBy(database, "export", "zurich-by-train"))
                .contains("io.histctl.wire.chat.ChatWriter ")
                .doesNotContain(FLYWAY, JDBI, TOKENIZER, RECORD_METHODS, POSTGRESQL, POOL, OTHER_ENGINES);
    }

    @Test
    void onlyABudgetNeedsTheTokenizer() throws Exception {
        String at = "2026-06-05T22:10:00Z";
        assertThat(loadedBy(database, "export", "zurich-by-train", "--at", at)).doesNotContain(TOKENIZER);
        assertThat(loadedBy(database, "export", "zurich-by-train", "--at", at, "--max-tokens", "700"))
                .contains(TOKENIZER);
    }

    @Test
    void onlyANewDatabaseNeedsFlyway() throws Exception {
        assertThat(loadedBy(folder.resolve("new.db"), "import", HISTORY)).contains(FLYWAY);
    }

    private String loadedBy(Path file, String... call) throws Exception {
        Path log = folder.resolve("classes.log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xlog:class+load:file=" + log,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(call));
        command.addAll(List.of("--db", file.toString()));
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(folder.resolve("err").toFile())
                .start();
        assertThat(process.waitFor())
                .as(Files.readString(folder.resolve("err")))
                .isZero();
        return Files.readString(log);
    }
}
