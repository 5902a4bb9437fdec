package io.histctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs the console blocks of each document, from its first line to its last, in one folder with one database.
 *
 * <p>{@code cat FILE} shows a file that the later commands use; {@code echo $?} shows the exit code of a command that
 * fails. All other commands are histctl and succeed.
 */
class DocumentedCommandsTest {
    private static final String FILE = "[\\w./-]+\\.(json|jsonl|sse|txt|db|html|mp3)";

    @TempDir
    Path folder;

    private int exit;

    static Stream<Document> documents() {
        return Document.all().stream()
                .filter(document -> !document.blocks("console").isEmpty());
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyCommandPrintsWhatItsDocumentShows(Document document) throws IOException {
        List<String> differences = new ArrayList<>();
        for (Document.Block block : document.blocks("console")) {
            for (ConsoleExample example : ConsoleExample.of(block)) {
                String printed = run(example, document);
                if (!example.expected().matcher(printed).matches()) {
                    differences.add(document.at(example.line()) + ": $ " + example.command() + "\nprints\n" + printed);
                }
            }
            assertThat(exit)
                    .as(document.at(block.firstLine()) + ": exit code that is not shown")
                    .isZero();
        }

        assertThat(String.join("\n\n", differences)).isEmpty();
    }

    private String run(ConsoleExample example, Document document) throws IOException {
        List<String> words = example.words();
        if (words.equals(List.of("echo", "$?"))) {
            String code = String.valueOf(exit);
            exit = 0;
            return code;
        }
        assertThat(exit)
                .as(document.at(example.line()) + ": the command before it fails, and its exit code is not shown")
                .isZero();
        return words.get(0).equals("cat") ? cat(words.get(1), example) : histctl(example, document);
    }

    private String cat(String name, ConsoleExample example) throws IOException {
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            Files.writeString(file, example.shown() + "\n");
        }
        return Files.readString(file).stripTrailing();
    }

    private String histctl(ConsoleExample example, Document document) throws IOException {
        Map<String, String> environment = new HashMap<>();
        List<String> arguments = new ArrayList<>();
        String stdin = "";
        List<String> words = new ArrayList<>(example.words());
        while (words.get(0).matches("[A-Z_]+=.*")) {
            String[] variable = words.remove(0).split("=", 2);
            environment.put(variable[0], inFolder(variable[1]));
        }
        assertThat(words.remove(0)).as(document.at(example.line())).isIn("histctl", "cli/bin/histctl");
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).equals("<")) {
                stdin = Files.readString(Path.of(inFolder(words.get(++i))));
            } else {
                arguments.add(inFolder(words.get(i)));
            }
        }
        Histctl.Result result = new Histctl(folder.resolve("history.db"), new Terminal(false, false), environment)
                .stdin(stdin)
                .run(arguments.toArray(String[]::new));
        exit = result.exit();
        return (result.out() + result.err()).replace(folder + "/", "").stripTrailing();
    }

    private String inFolder(String word) {
        if (word.startsWith("cli/examples/")) {
            return Document.ROOT.resolve(word).toString();
        }
        return word.matches(FILE) ? folder.resolve(word).toString() : word;
    }
}
