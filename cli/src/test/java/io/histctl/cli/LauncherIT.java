package io.histctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher with the jar that the build has made, both copied to another folder. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class LauncherIT {
    private static final Path EXAMPLE = Path.of("examples/paused-call.jsonl").toAbsolutePath();
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final List<String> EXPORT =
            List.of("export", "--from", EXAMPLE.toString(), "--at", "2026-06-05T23:20:00Z");

    @TempDir
    Path folder;

    private Path cli;
    private Path jar;

    @BeforeEach
    void install() throws IOException {
        cli = folder.resolve("a home").resolve("cli");
        jar = copyTo(cli);
    }

    @Test
    void theBuildMakesAnArchiveAndTheLibraryBesideTheJar() {
        assertThat(Path.of("target"))
                .isDirectoryContaining("glob:**/histctl.{jsa,aot}")
                .isDirectoryContaining("glob:**/libsqlitejdbc.*");
    }

    @Test
    void printsThePayloadAloneWithAndWithoutAnArchive() throws Exception {
        assertThat(export()).isEqualTo(inProcess());

        archiveClasses();

        assertThat(export()).isEqualTo(inProcess());
        assertThat(jar.getParent())
                .isDirectoryContaining("glob:**/histctl.{jsa,aot}")
                .isDirectoryNotContaining("glob:**/archive.*");
    }

    @Test
    void aRunWritesNothingBesideTheDatabase() throws Exception {
        Path home = Files.createDirectory(folder.resolve("home"));

        assertThat(run(folder, Map.of("HOME", home.toString()), EXPORT)).isEqualTo(inProcess());

        assertThat(home).isEmptyDirectory();
    }

    @Test
    void anArchiveOfAnotherJarIsIgnored() throws Exception {
        archiveClasses();
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(3_600)));

        assertThat(export()).isEqualTo(inProcess());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5_000, 5_000_000})
    void anArchiveThatWasCutShortIsIgnored(int bytes) throws Exception {
        archiveClasses();
        Path archive = archive();
        byte[] whole = Files.readAllBytes(archive);
        Files.delete(archive);
        Files.write(archive, java.util.Arrays.copyOf(whole, bytes));

        assertThat(export()).isEqualTo(inProcess());
    }

    @Test
    void aFileThatIsNotAnArchiveIsIgnored() throws Exception {
        for (String name : List.of("histctl.jsa", "histctl.aot")) {
            Files.writeString(jar.resolveSibling(name), "no archive");
            Files.writeString(jar.resolveSibling(name + ".size"), "10\n");
        }

        assertThat(export()).isEqualTo(inProcess());
    }

    @Test
    void cdpathChangesNothing() throws Exception {
        Map<String, String> variables =
                Map.of("CDPATH", folder.resolve("a home").toString());

        assertThat(run("cli/bin/histctl", folder.resolve("a home"), variables, EXPORT))
                .isEqualTo(inProcess());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:b", "a!"})
    void aPathThatJavaCannotRunFromIsNamed(String name) throws Exception {
        cli = folder.resolve(name).resolve("cli");
        copyTo(cli);

        Histctl.Result result = export();

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("histctl: ").contains(name).hasLineCount(1);
    }

    @Test
    void aWorkingDirectoryThatWasDeletedIsNamed() throws Exception {
        Path gone = Files.createDirectory(folder.resolve("gone"));
        String script = "cd '" + gone + "' && rmdir '" + gone + "' && exec '" + cli.resolve("bin/histctl") + "' list";

        Histctl.Result result = result(new ProcessBuilder("sh", "-c", script), Map.of());

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()) // a shell may complain first
                .endsWith("histctl: the working directory no longer exists; change to another one\n");
    }

    private static Path copyTo(Path cli) throws IOException {
        Path bin = Files.createDirectories(cli.resolve("bin"));
        for (String name : List.of("histctl", "archive-classes", "java.options")) {
            Files.copy(Path.of("bin", name), bin.resolve(name), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        }
        Path examples = Files.createDirectories(cli.resolve("examples"));
        Files.copy(EXAMPLE, examples.resolve(EXAMPLE.getFileName()));
        return Files.copy(
                Path.of("target/histctl.jar"),
                Files.createDirectories(cli.resolve("target")).resolve("histctl.jar"));
    }

    private void archiveClasses() throws Exception {
        Histctl.Result result = result(
                new ProcessBuilder(cli.resolve("bin/archive-classes").toString(), JAVA.toString(), jar.toString()),
                Map.of());
        assertThat(result).isEqualTo(new Histctl.Result(0, "", ""));
    }

    private Path archive() {
        Path cache = jar.resolveSibling("histctl.aot");
        return Files.exists(cache) ? cache : jar.resolveSibling("histctl.jsa");
    }

    private Histctl.Result inProcess() {
        return new Histctl(folder.resolve("unused.db")).run(EXPORT.toArray(String[]::new));
    }

    private Histctl.Result export() throws Exception {
        return run(folder, Map.of(), EXPORT);
    }

    private Histctl.Result run(Path directory, Map<String, String> variables, List<String> arguments) throws Exception {
        return run(cli.resolve("bin/histctl").toString(), directory, variables, arguments);
    }

    private static Histctl.Result run(
            String launcher, Path directory, Map<String, String> variables, List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("sh", launcher));
        command.addAll(arguments);
        return result(new ProcessBuilder(command).directory(directory.toFile()), variables);
    }

    private static Histctl.Result result(ProcessBuilder builder, Map<String, String> variables) throws Exception {
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(variables);
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Histctl.Result(process.waitFor(), out, err);
    }
}
