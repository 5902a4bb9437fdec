package io.histctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The help, the completion script, and the examples that the help shows. */
class HelpTest {
    private static final String REPLY = """
            {"id":"chatcmpl-help","created":1780697648,"model":"gpt-audio-1.5","choices":[{"index":0,"message":{
              "role":"assistant","content":null,"audio":{"id":"audio_6a23","data":"","expires_at":1780701248,
              "transcript":"Of course."}},"finish_reason":"stop"}]}""";
    private static final String STREAM = """
            data: {"id":"chatcmpl-stream","object":"chat.completion.chunk","created":1780697700,"model":"gpt-audio-1.5",\
            "choices":[{"index":0,"delta":{"role":"assistant","content":"Gladly."},"finish_reason":"stop"}]}

            data: [DONE]

            """;

    private static final String FILE = """
            {"model":"gpt-audio-1.5","messages":[{"role":"user","content":[
              {"type":"file","file":{"file_id":"file-abc123"}}]}]}""";

    @TempDir
    Path folder;

    private Histctl histctl;

    @BeforeEach
    void files() throws IOException {
        histctl = new Histctl(folder.resolve("history.db"));
        Path calls = folder.resolve("calls.jsonl");
        Files.writeString(
                calls, Files.readString(Path.of("examples/paused-call.jsonl")).replace("zurich-by-train", "kitchen"));
        Files.writeString(folder.resolve("question.json"), "{\"role\":\"user\",\"content\":\"And the way back?\"}");
        Files.writeString(folder.resolve("reply.json"), REPLY);
        Files.writeString(folder.resolve("words.txt"), "My aunt turns seventy.");
        histctl.run("import", calls.toString());
        histctl.run("export", "kitchen", "-o", folder.resolve("request.json").toString());
        histctl.stdin(FILE).run("record", "kitchen", "--request", "-");
    }

    @Test
    void theOverviewFitsASmallTerminal() {
        assertThat(histctl.run("--help").out().lines().toList())
                .hasSizeLessThanOrEqualTo(24)
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void theHelpOfEachCommandEndsWithAnExampleOfIt() {
        for (String command : commands()) {
            List<String> lines = histctl.run(command, "--help").out().lines().toList();
            assertThat(lines).as(command).anyMatch(line -> line.startsWith("Example"));
            assertThat(lines.subList(lines.lastIndexOf("Global options:"), lines.size()))
                    .as(command)
                    .anyMatch(line -> line.contains("  histctl " + command) || line.contains("| histctl " + command));
            assertThat(lines).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(90));
        }
    }

    @Test
    void everyExampleOfTheHelpWorks() throws IOException {
        List<String> ending = new ArrayList<>(commands());
        ending.remove("serve"); // runs until it is stopped; ServeProcessTest starts it
        for (String command : ending) {
            for (String example : examples(command)) {
                Histctl.Result result = histctl.stdin(input(example)).run(arguments(example));
                assertThat(result.exit()).as(example + "\n" + result.err()).isZero();
                if (command.equals("delete")) {
                    histctl.run("import", folder.resolve("calls.jsonl").toString());
                    histctl.stdin(FILE).run("record", "kitchen", "--request", "-");
                }
            }
        }
    }

    @Test
    void theCompletionScriptContainsEveryCommandAndOption() {
        String script = histctl.run("generate-completion").out();

        for (String command : commands()) {
            assertThat(script).contains("function _picocli_histctl_" + command.replace("-", ""));
            Pattern.compile("(--[a-z-]+)")
                    .matcher(histctl.run(command, "--help").out().split("Example", -1)[0])
                    .results()
                    .map(option -> option.group(1).replace("--[no-]", "--"))
                    .filter(option -> option.length() > 2)
                    .forEach(option -> assertThat(script).as(command).contains(option));
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void bashCompletesACommandAndAnOption() throws Exception {
        Path script = folder.resolve("completion.bash");
        Files.writeString(script, histctl.run("generate-completion").out());

        assertThat(completions(script, "histctl", "prune")).contains("prune-expired");
        assertThat(completions(script, "histctl", "export", "--max")).contains("--max-tokens");
    }

    private static List<String> completions(Path script, String... words) throws Exception {
        String call = "source '" + script + "'; COMP_WORDS=(" + String.join(" ", words) + "); COMP_CWORD="
                + (words.length - 1) + "; COMP_LINE='" + String.join(" ", words)
                + "'; _complete_histctl 2>/dev/null; printf '%s\\n' \"${COMPREPLY[@]}\"";
        Process bash = new ProcessBuilder("bash", "-c", call).start();
        return new String(bash.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    private List<String> commands() {
        List<String> lines = histctl.run("--help")
                .out()
                .lines()
                .dropWhile(line -> !line.equals("Commands:"))
                .skip(1)
                .takeWhile(line -> !line.isEmpty())
                .toList();
        Stream<String> described = lines.stream()
                .filter(line -> line.matches("  [a-z].*"))
                .map(line -> line.strip().split(" ", -1)[0]);
        Stream<String> named = lines.stream()
                .filter(line -> !line.matches("  [a-z].*"))
                .flatMap(line -> Arrays.stream(line.replace("More:", "").strip().split(", *", -1)))
                .filter(name -> !name.isEmpty());
        return Stream.concat(described, named).toList();
    }

    private List<String> examples(String command) {
        return histctl.run(command, "--help")
                .out()
                .lines()
                .dropWhile(line -> !line.startsWith("Example"))
                .filter(line -> line.contains("histctl "))
                .toList();
    }

    private String input(String example) throws IOException {
        Matcher file = Pattern.compile(" < (\\S+)").matcher(example);
        return file.find() ? Files.readString(folder.resolve(file.group(1))) : STREAM;
    }

    /** The arguments after the last {@code histctl}, without a redirection, with files in the test's folder. */
    private String[] arguments(String example) {
        String call = example.substring(example.lastIndexOf("histctl ") + "histctl ".length());
        return Arrays.stream(call.replaceFirst(" [<>] .*", "").split(" ", -1))
                .map(word -> word.matches("[a-z-]+\\.(json|jsonl|txt|db|mp3|html)")
                        ? folder.resolve(word).toString()
                        : word)
                .toArray(String[]::new);
    }
}
