package io.histctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher with the jar that the build has made, both copied to a place of which nothing is cached yet. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class LauncherIT {
    private static final Path HISTORY = Path.of("src/main/resources/io/histctl/cli/training.jsonl");
    private static final int SECONDS_TO_TRAIN = 120;

    @TempDir
    Path folder;

    private Path launcher;
    private Path jar;
    private Path cache;
    private Path javaHome = Path.of(System.getProperty("java.home"));

    @BeforeEach
    void install() throws IOException {
        Path home = folder.resolve("a home");
        launcher = home.resolve("bin").resolve("histctl");
        jar = home.resolve("target").resolve("histctl.jar");
        cache = folder.resolve("a cache");
        Files.createDirectories(launcher.getParent());
        Files.createDirectories(jar.getParent());
        Files.copy(Path.of("bin/histctl"), launcher);
        Files.copy(Path.of("target/histctl.jar"), jar);
    }

    @Test
    void callsAtOncePrintThePayloadAloneAndOneOfThemTrains() throws Exception {
        Path go = folder.resolve("go");
        javaThatTrainsOnceThereIs(go);
        List<Process> first = List.of(export(), export(), export());
        List<Printed> printed = new ArrayList<>();
        for (Process call : first) {
            printed.add(printed(call));
        }
        assertThat(archives())
                .as("whoever reads the payload does not wait for the training")
                .isEmpty();
        Files.createFile(go);
        awaitArchive();
        printed.add(printed(export()));
        printed.add(printed(export()));

        assertThat(printed).containsOnly(inProcess());
        assertThat(trained()).hasSize(1);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cache.resolve("histctl"))))
                .isEqualTo("rwx------");
        assertThat(trained().get(0).resolve("sqlite")).isNotEmptyFile();
    }

    @Test
    void anotherJarGetsAnotherArchiveAndTheOldOneGoes() throws Exception {
        printed(export());
        awaitArchive();
        List<Path> old = archives();

        Files.setLastModifiedTime(jar, FileTime.from(Instant.parse("2026-06-05T22:10:00Z")));
        Printed afterUpgrade = printed(export());
        await(() -> !Files.exists(old.get(0)) && archives().size() == 1);

        assertThat(afterUpgrade).isEqualTo(inProcess());
        assertThat(archives()).hasSize(1).doesNotContainAnyElementsOf(old);
        assertThat(printed(export())).isEqualTo(inProcess());
    }

    @Test
    void worksWhereNothingCanBeCached() throws Exception {
        Files.writeString(cache, "no folder");

        assertThat(printed(export())).isEqualTo(inProcess());
        assertThat(printed(export())).isEqualTo(inProcess());
    }

    private void javaThatTrainsOnceThereIs(Path go) throws IOException {
        Path java =
                Files.createDirectories(folder.resolve("java").resolve("bin")).resolve("java");
        Files.writeString(java, """
                #!/bin/sh
                case $* in *Training*) until [ -e '%s' ]; do sleep 0.1; done ;; esac
                exec '%s/bin/java' "$@"
                """.formatted(go, System.getProperty("java.home")));
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
        javaHome = folder.resolve("java");
    }

    private record Printed(int exit, String out, String err) {}

    private static final String[] EXPORT = {"export", "--from", HISTORY.toString(), "--at", "2026-06-05T23:20:00Z"};

    private Printed inProcess() {
        Histctl.Result result = new Histctl(folder.resolve("unused.db")).run(EXPORT);
        return new Printed(result.exit(), result.out(), result.err());
    }

    private Process export() throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", launcher.toString()));
        command.addAll(List.of(EXPORT));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("XDG_CACHE_HOME", cache.toString());
        builder.environment().put("JAVA_HOME", javaHome.toString());
        return builder.start();
    }

    private static Printed printed(Process call) throws Exception {
        String out = new String(call.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(call.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Printed(call.waitFor(), out, err);
    }

    private List<Path> trained() throws IOException {
        try (Stream<Path> folders = Files.list(cache.resolve("histctl"))) {
            return folders.toList();
        }
    }

    private List<Path> archives() throws IOException {
        return trained().stream()
                .flatMap(place -> Stream.of(place.resolve("jsa"), place.resolve("aot")))
                .filter(Files::exists)
                .toList();
    }

    /** Until an archive is there and nobody works on one. */
    private void awaitArchive() throws Exception {
        await(() ->
                !archives().isEmpty() && trained().stream().noneMatch(place -> Files.exists(place.resolve("work"))));
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void await(Condition condition) throws Exception {
        for (int i = 0; !condition.holds(); i++) {
            assertThat(i).as("seconds waited, times ten").isLessThan(10 * SECONDS_TO_TRAIN);
            Thread.sleep(100);
        }
    }
}
