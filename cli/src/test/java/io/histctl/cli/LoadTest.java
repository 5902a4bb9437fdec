package io.histctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every command on a large database, each a process with little memory. {@code -Dhistctl.load=true}: a million turns
 * in 20,000 conversations, one of which has 100,000, with 128 MiB; it takes some minutes.
 */
class LoadTest {
    private static final boolean LONG = Boolean.getBoolean("histctl.load");
    private static final ManyTurns TURNS = LONG ? new ManyTurns(20_000, 22, 50_001) : new ManyTurns(200, 12, 5_001);

    /** A digest keeps in memory what it quotes from, whatever else is stored. */
    private static final int FOLDING = LONG ? 128 : 64;

    /** A page is written from a plan, which contains a digest and what becomes of each turn. */
    private static final int PAGE = LONG ? 256 : 96;

    private static final int HEAP = LONG ? 128 : 24;

    @TempDir
    Path folder;

    @Test
    void everyCommandWorksInBoundedMemory() throws Exception {
        assertThat(run("import -", HEAP, TURNS::writeTo))
                .startsWith("recorded " + (TURNS.turns() - TURNS.conversations() - 1) / 2 + " exchanges: "
                        + TURNS.turns() + " new turns");

        assertThat(run("list", HEAP)).startsWith("long  " + TURNS.longTurns() + " turns, ");
        run("list --json", HEAP);
        assertThat(run("show call-1", HEAP)).startsWith("   1  system");
        assertThat(run("show long", HEAP)).startsWith("   1  system");
        assertThat(run("show --json long", HEAP)).startsWith("{\"conversation\":\"long\",\"turns\":[{\"position\":1,");
        assertThat(run("show --html long", PAGE)).startsWith("<!doctype html>");
        run("export call-1", HEAP);
        run("export long", FOLDING);
        run("export long --resume transcript", HEAP);
        run("export --all -o ALL", FOLDING);
        run("summarize long", FOLDING);
        assertThat(run("record long --request REQUEST", HEAP))
                .isEqualTo("stored turn " + (TURNS.longTurns() + 1) + " in long\n");
        assertThat(run("verify", FOLDING)).isEqualTo("everything is as it was recorded\n");
        run("backup COPY", HEAP);

        assertThat(run("prune-expired --dry-run", HEAP)).startsWith("would clear " + TURNS.expiredIds() + " audio ids");
        assertThat(run("prune-expired --sound", HEAP)).startsWith("cleared " + TURNS.expiredIds() + " audio ids");
        run("prune-expired --turns --older-than 12h", HEAP);
        assertThat(run("verify", FOLDING)).isEqualTo("everything is as it was recorded\n");
        assertThat(run("delete long", HEAP)).isEqualTo("deleted long\n");
    }

    private String run(String call, int megabytes) throws Exception {
        return run(call, megabytes, out -> {});
    }

    /** The first output of a call, which must succeed. */
    private String run(String call, int megabytes, WholeProcess.Input input) throws Exception {
        Path request = folder.resolve("request.json");
        Files.writeString(
                request, "{\"model\":\"gpt-audio-1.5\",\"messages\":[" + ManyTurns.question(-1, false) + "]}");
        List<String> timed = List.of("list", "show", "export", "prune-expired");
        String[] arguments = (call + (timed.stream().anyMatch(call::startsWith) ? " --at " + ManyTurns.NOON : ""))
                .replace("REQUEST", request.toString())
                .replace("ALL", folder.resolve("all.jsonl").toString())
                .replace("COPY", folder.resolve("copy.db").toString())
                .split(" ");
        WholeProcess.Result result = new WholeProcess(folder.resolve("history.db"), megabytes).run(input, arguments);
        System.out.printf(
                Locale.ROOT,
                "| %s | %d turns | %d MB heap | %.1f s | %d MB |%n",
                call,
                TURNS.turns(),
                megabytes,
                result.seconds(),
                result.peakMegabytes());
        assertThat(result.exit()).as(call + ": " + result.err()).isZero();
        return result.out();
    }
}
