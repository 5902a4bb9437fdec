package io.histctl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is really full: a small tmpfs, filled except for a random rest. Skipped if mounting is not allowed. */
@EnabledOnOs(OS.LINUX)
@EnabledIfSystemProperty(named = "histctl.fills", matches = "\\d+")
class SmallTmpfsTest {
    private static final int FILLS = Integer.getInteger("histctl.fills", 0);
    private static final long SEED = Long.getLong("histctl.seed", 20_261_126);
    private static final String[] CALLS = {
        "record call --response DIR/reply.json",
        "import DIR/more.jsonl",
        "prune-expired --at 2026-06-06T22:10:00Z",
        "prune-expired --vacuum --at 2026-06-06T22:10:00Z",
        "summarize zurich-by-train",
        "delete zurich-by-train",
        "backup MNT/copy.db",
        "export zurich-by-train --at 2026-06-05T22:10:00Z -o MNT/out.json",
        "list"
    };

    @TempDir
    Path folder;

    private Path mount;

    @BeforeEach
    void mount() throws Exception {
        mount = Files.createDirectory(folder.resolve("small"));
        assumeTrue(
                done("mount", "-t", "tmpfs", "-o", "size=4m,mode=700", "tmpfs", mount.toString()),
                "mounting is not allowed here");
    }

    @AfterEach
    void unmount() throws Exception {
        done("umount", mount.toString());
    }

    @Test
    void acknowledgedWritesAreKeptAndWritingContinuesOnceThereIsSpace() throws Exception {
        Random random = new Random(SEED);
        Path database = mount.resolve("history.db");
        Path filler = mount.resolve("filler");
        Histctl histctl = new Histctl(database);
        Outside outside = new Outside(folder, database);
        Files.writeString(folder.resolve("more.jsonl"), lines("more"));
        Files.writeString(
                folder.resolve("reply.json"),
                lines("call")
                        .lines()
                        .findFirst()
                        .orElseThrow()
                        .replaceFirst(".*\"response\":", "")
                        .replaceFirst("}$", ""));
        int failed = 0;
        for (int fill = 0; fill < FILLS; fill++) {
            for (Path old : new Path[] {database, mount.resolve("copy.db"), mount.resolve("out.json")}) {
                Files.deleteIfExists(old);
            }
            histctl.run("import", "examples/paused-call.jsonl");
            String before = stored(histctl);
            String call = CALLS[fill % CALLS.length];
            String[] arguments = call.replace("DIR", folder.toString())
                    .replace("MNT", mount.toString())
                    .split(" ");
            fill(filler, random.nextInt(256) << 10);

            Histctl.Result result = outside.run(arguments);

            Files.delete(filler);
            if (result.exit() != 0) {
                failed++;
                assertThat(result.exit()).as(call + ": " + result).isEqualTo(1);
                assertThat(result.err())
                        .as(call)
                        .startsWith("histctl: ")
                        .hasLineCount(1)
                        .doesNotContain("bug");
                assertThat(mount.resolve("copy.db")).doesNotExist();
                if (!call.startsWith("import") && !call.startsWith("prune")) {
                    assertThat(stored(histctl)).as(call).isEqualTo(before);
                }
            }
            assertThat(histctl.run("verify").out()).as(call).isEqualTo("everything is as it was recorded\n");
            if (result.exit() != 0) {
                assertThat(outside.run(arguments).exit()).as(call).isZero();
                assertThat(histctl.run("verify").out()).as(call).isEqualTo("everything is as it was recorded\n");
            }
        }
        System.out.printf(
                "| disk full | %d tried | %d failed in a sentence, %d found room | 0 lost | seed %d |%n",
                FILLS, failed, FILLS - failed, SEED);
        assertThat(failed).isPositive();
    }

    private static String stored(Histctl histctl) {
        return histctl.run("export", "--all", "--at", "2026-06-05T21:20:00Z").out();
    }

    /** Fills the disk except for a rest. */
    private void fill(Path filler, int rest) throws IOException {
        long room = mount.toFile().getUsableSpace();
        Files.write(filler, new byte[(int) Math.max(0, room - rest)]);
    }

    private static boolean done(String... command) throws Exception {
        return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    }

    private static String lines(String name) {
        return IntStream.range(0, 300)
                .mapToObj(i -> "{\"conversation\":\"" + name + "\",\"request\":{\"model\":\"m\",\"messages\":["
                        + "{\"role\":\"user\",\"content\":\"ask " + name + i + "\"}]},\"response\":{\"id\":\"r" + name
                        + i
                        + "\",\"created\":1780660800,\"model\":\"m\",\"choices\":[{\"index\":0,\"message\":"
                        + "{\"role\":\"assistant\",\"content\":\"" + "answer ".repeat(60)
                        + "\"},\"finish_reason\":\"stop\"}]}}\n")
                .collect(Collectors.joining());
    }
}
