package io.histctl.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.HistoryStore;
import io.histctl.model.Progress;
import io.histctl.record.imports.HistoryFile;
import io.histctl.record.imports.HistoryReader;
import io.histctl.record.imports.ImportReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files in which values have other types than a tool writes are reported and never fail the import. */
class HostileFilesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> VALUES =
            List.of("null", "7", "-1e400", "true", "\"\"", "\"x\"", "[]", "{}", "[null]", "[[]]", "{\"a\":1}");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chatgpt",
                "fine-tuning",
                "har",
                "helicone",
                "langchain",
                "langfuse",
                "librechat",
                "litellm",
                "openai-stored",
                "open-webui",
                "otel"
            })
    void valuesOfAnyTypeAreReportedAtMost(String format) throws IOException {
        HistoryReader reader = HistoryReader.installed().stream()
                .filter(each -> each.format().equals(format))
                .findFirst()
                .orElseThrow();
        Random random = new Random(format.hashCode());
        try (HistoryStore store = HistoryStore.inMemory(Clock.systemUTC())) {
            for (int round = 0; round < 150; round++) {
                String contents = changed(sample(format), random);
                HistoryFile file = HistoryFile.of(Files.writeString(folder.resolve("file"), contents));

                assertThatCode(() -> {
                            ImportReport report = store.importFile(file, reader, Progress.NONE);
                            assertThat(report.problems())
                                    .allSatisfy(problem ->
                                            assertThat(problem.reason()).doesNotContain("Exception"));
                        })
                        .as(contents)
                        .doesNotThrowAnyException();
            }
            assertThat(store.verify()).isEmpty();
        }
    }

    /** A file of this format, of which the first document is used. */
    private static String sample(String format) {
        return switch (format) {
            case "chatgpt" -> ChatGptReaderTest.EXPORT;
            case "open-webui" -> TreeReadersTest.OPEN_WEBUI;
            case "librechat" -> TreeReadersTest.LIBRECHAT;
            case "fine-tuning" -> MessageReadersTest.FINE_TUNING;
            case "langchain" -> MessageReadersTest.LANGCHAIN;
            case "openai-stored" -> MessageReadersTest.STORED;
            default -> LogReadersTest.sample(format);
        };
    }

    /** The document with one value replaced by another. */
    private static String changed(String contents, Random random) throws JsonProcessingException {
        JsonNode root = JSON.readTree(contents);
        List<JsonNode> containers = new ArrayList<>();
        collect(root, containers);
        JsonNode container = containers.get(random.nextInt(containers.size()));
        JsonNode value = JSON.readTree(VALUES.get(random.nextInt(VALUES.size())));
        if (container instanceof ObjectNode object && !object.isEmpty()) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            object.set(names.get(random.nextInt(names.size())), value);
        } else if (container instanceof ArrayNode array && !array.isEmpty()) {
            array.set(random.nextInt(array.size()), value);
        }
        return root.toString();
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainerNode() && !node.isEmpty()) {
            containers.add(node);
            node.forEach(child -> collect(child, containers));
        }
    }
}
