package io.histctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Documents with very many of one thing, each call in a process with little memory. {@code -Dhistctl.load=true}: a million
 * messages or members, and 100,000 tool calls.
 */
class LimitsTest {
    private static final int MANY = Boolean.getBoolean("histctl.load") ? 1_000_000 : 20_000;
    private static final int HEAP = Boolean.getBoolean("histctl.load") ? 1_024 : 64;

    @TempDir
    Path folder;

    @Test
    void manyMessages() throws Exception {
        String messages = joined(
                MANY / 2,
                i -> "{\"role\":\"user\",\"content\":\"ask " + i + "\"},{\"role\":\"assistant\",\"content\":\"say " + i
                        + "\"}");
        assertThat(record(messages)).isEqualTo("stored turns 1–" + MANY + " in c\n");
        assertThat(record(messages)).isEqualTo("nothing new for c\n");
        assertThat(record(messages + ",{\"role\":\"user\",\"content\":\"and?\"}"))
                .isEqualTo("stored turn " + (MANY + 1) + " in c\n");
        assertThat(run("verify")).isEqualTo("everything is as it was recorded\n");
    }

    /** Where they continue is found in time, or an error says that it can't be. */
    @Test
    @Timeout(180)
    void manyMessagesThatAreAlike() throws Exception {
        String messages = joined(
                MANY / 2, i -> "{\"role\":\"user\",\"content\":\"yes\"},{\"role\":\"assistant\",\"content\":\"no\"}");
        assertThat(record(messages)).isEqualTo("stored turns 1–" + MANY + " in c\n");
        assertThat(record(messages))
                .isIn(
                        "nothing new for c\n",
                        "histctl: the request has too many similar messages to find where it continues the stored"
                                + " history; record it in a conversation of its own\n");
    }

    @Test
    void manyToolCallsInATurn() throws Exception {
        int calls = MANY / 10;
        String messages = "{\"role\":\"user\",\"content\":\"go\"},{\"role\":\"assistant\",\"tool_calls\":["
                + joined(
                        calls,
                        i -> "{\"id\":\"c" + i
                                + "\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}")
                + "]},"
                + joined(calls, i -> "{\"role\":\"tool\",\"tool_call_id\":\"c" + i + "\",\"content\":\"r\"}")
                + ",{\"role\":\"user\",\"content\":\"and?\"}";
        assertThat(record(messages)).isEqualTo("stored turns 1–" + (calls + 3) + " in c\n");
        assertThat(record(messages)).isEqualTo("nothing new for c\n");
        assertThat(run("export c")).startsWith("{\"model\":\"m\",\"messages\":[{\"role\":\"user\"");
        assertThat(run("show c")).startsWith("   1  user");
        assertThat(run("verify")).isEqualTo("everything is as it was recorded\n");
    }

    @Test
    void manyMembers() throws Exception {
        String members = joined(MANY, i -> "\"member" + i + "\":" + i);
        assertThat(record("{\"role\":\"user\",\"content\":\"hi\"," + members + "}"))
                .isEqualTo("stored turn 1 in c\n");
        assertThat(run("verify")).isEqualTo("everything is as it was recorded\n");
    }

    /** The time is linear in the number of lines, in little memory. */
    @ParameterizedTest
    @Timeout(180)
    @ValueSource(
            strings = {
                "not JSON",
                "{\"conversation\":\"c\",\"response\":{\"choices\":17}}",
                "{\"conversation\":\"c\",\"response\":{\"error\":{\"message\":\"Slow down\",\"code\":\"rate_limit\"}}}"
            })
    void manyBadLines(String line) throws Exception {
        Path file = Files.writeString(folder.resolve("request.json"), (line + "\n").repeat(MANY));
        assertThat(run("import " + file)).startsWith("histctl: line 1 was not recorded: ");
        assertThat(run("list")).isEmpty();
    }

    /** Limits of nesting, digits, exponents and the length of names. */
    @ParameterizedTest
    @CsvSource({"[,100000,''", "9,1000000,''", "1e,1,9999999999", "'{\"',1,name"})
    void documentsBeyondTheLimits(String piece, int times, String end) throws Exception {
        String value = piece.repeat(times)
                + (end.equals("name") ? "n".repeat(60_000) + "\":1}" : end)
                + (piece.equals("[") ? "]".repeat(times) : "");
        Histctl histctl = new Histctl(folder.resolve("history.db"));
        Histctl.Result result = histctl.stdin(request("{\"role\":\"user\",\"content\":\"hi\",\"x\":" + value + "}"))
                .run("record", "c", "--request", "-");
        assertThat(result.err())
                .startsWith("histctl: ")
                .contains("a limit of histctl")
                .hasLineCount(1);
        assertThat(histctl.run("list").out()).isEmpty();
    }

    private static String joined(int count, IntFunction<String> each) {
        return IntStream.range(0, count).mapToObj(each).collect(Collectors.joining(","));
    }

    private String record(String messages) throws Exception {
        return run("record c --request " + Files.writeString(folder.resolve("request.json"), request(messages)));
    }

    private static String request(String messages) {
        return "{\"model\":\"m\",\"messages\":[" + messages + "]}";
    }

    private String run(String call) throws Exception {
        WholeProcess.Result result = new WholeProcess(folder.resolve("history.db"), HEAP).run(call.split(" ", -1));
        System.out.printf(
                Locale.ROOT,
                "| %s | %d MB heap | %.1f s | %d MB |%n",
                call.replaceAll(" (--request )?/.*", " (" + (size() >> 10) + " KB)"),
                HEAP,
                result.seconds(),
                result.peakMegabytes());
        return result.exit() == 0 ? result.out() : result.err();
    }

    private long size() throws Exception {
        return Files.size(folder.resolve("request.json"));
    }
}
