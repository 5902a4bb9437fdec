package io.histctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command that the README shows is run, and prints what the README says. */
class ReadmeTest {
    private static final String REPLY = """
            {"id":"chatcmpl-readme","created":1780697648,"model":"gpt-audio-1.5","choices":[{"index":0,"message":{
              "role":"assistant","content":null,"refusal":null,"audio":{"id":"audio_6a234a60c0ffee00c0ffee00c0ffee00",
              "data":"","expires_at":1780701248,"transcript":"Of course."},"annotations":[]},
              "finish_reason":"stop"}]}""";

    @TempDir
    Path folder;

    private Histctl histctl;

    @BeforeEach
    void files() throws IOException {
        histctl = new Histctl(folder.resolve("history.db"));
        Files.writeString(folder.resolve("question.json"), "{\"role\":\"user\",\"content\":\"And the way back?\"}");
        Files.writeString(folder.resolve("reply.json"), REPLY);
    }

    @Test
    void everyCommandPrintsWhatTheReadmeShows() throws IOException {
        List<Shown> commands = commands();

        assertThat(commands).hasSizeGreaterThanOrEqualTo(7);
        for (Shown shown : commands) {
            Histctl.Result result = histctl.run(shown.arguments(folder));
            assertThat(result.exit()).as(shown.command).isZero();
            assertThat(normal(result.out() + result.err())).as(shown.command).matches(shown.expected());
        }
    }

    @Test
    void everyFileThatTheReadmeLinksToIsThere() throws IOException {
        List<String> links = Pattern.compile("]\\((?!http)([^)]+)\\)")
                .matcher(Files.readString(Path.of("../README.md")))
                .results()
                .map(link -> link.group(1))
                .toList();

        assertThat(links)
                .hasSizeGreaterThan(15)
                .allSatisfy(link -> assertThat(Path.of("..", link)).exists());
    }

    /** A build within a build would take too long; so much of it can go stale: profiles, modules, test classes. */
    @Test
    void whatTheBuildCommandsNameIsThere() throws IOException {
        String readme = Files.readString(Path.of("../README.md"));
        String pom = Files.readString(Path.of("../pom.xml"));

        assertThat(named(readme, "-P(\\w+)"))
                .contains("benchmark", "reliability")
                .allSatisfy(profile -> assertThat(pom).contains("<id>" + profile + "</id>"));
        assertThat(named(readme, "-pl (\\S+)"))
                .contains("cli/bench", "cli/fuzz")
                .allSatisfy(
                        module -> assertThat(Path.of("..", module, "pom.xml")).exists());
        assertThat(named(readme, "(?:-Dtest=|`)(\\w+(?:Test|Bench))\\b"))
                .contains("ExchangeFuzzTest", "SummaryBench")
                .allSatisfy(test -> assertThat(testClasses()).contains(test + ".java"));
    }

    private static List<String> named(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static List<String> testClasses() throws IOException {
        try (Stream<Path> files =
                Files.find(Path.of(".."), 12, (file, is) -> file.toString().matches(".*/src/test/java/.*\\.java"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static String normal(String text) {
        return text.strip();
    }

    private static List<Shown> commands() throws IOException {
        List<Shown> commands = new ArrayList<>();
        boolean console = false;
        for (String line : Files.readAllLines(Path.of("../README.md"))) {
            if (line.startsWith("```")) {
                console = line.equals("```console");
            } else if (console && line.startsWith("$ ")) {
                commands.add(new Shown(line.substring(2), new ArrayList<>()));
            } else if (console) {
                commands.get(commands.size() - 1).output.add(line);
            }
        }
        return commands;
    }

    private record Shown(String command, List<String> output) {
        String[] arguments(Path folder) {
            List<String> words = Arrays.stream(command.split(" "))
                    .map(word -> word.startsWith("cli/examples/") ? "../" + word : word)
                    .map(word -> List.of("question.json", "reply.json", "request.json")
                                    .contains(word)
                            ? folder.resolve(word).toString()
                            : word)
                    .toList();
            assertThat(words.get(0)).endsWith("histctl");
            return words.subList(1, words.size()).toArray(String[]::new);
        }

        /** What is shown, where {@code […]} stands for anything. */
        Pattern expected() {
            String pattern = Arrays.stream(String.join("\n", output).split("\\[…]", -1))
                    .map(Pattern::quote)
                    .collect(Collectors.joining(".*"));
            return Pattern.compile(pattern.strip(), Pattern.DOTALL);
        }
    }
}
