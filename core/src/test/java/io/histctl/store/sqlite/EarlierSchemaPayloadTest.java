package io.histctl.store.sqlite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.HistoryStore;
import io.histctl.export.ExportOptions;
import io.histctl.model.Hash;
import io.histctl.resume.Policy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Databases of earlier schemas export what the version that wrote them exported. The expected payloads were printed by
 * that version; sound is compared by its hash, and a summary by the position that it covers.
 */
class EarlierSchemaPayloadTest {
    private static final Pattern SOUND = Pattern.compile("\"data\":\"([A-Za-z0-9+/=]{64,})\"");
    private static final Pattern SUMMARY =
            Pattern.compile("\"content\":\"\\[histctl summary through turn (\\d+)[^\"\\\\]*](?:\\\\.|[^\"\\\\])*+\"");

    @TempDir
    Path folder;

    @TestFactory
    Iterable<DynamicTest> everyConversationExportsTheSamePayloadAsBefore() throws IOException {
        return expected().entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey(),
                        () -> assertThat(payload(entry.getKey())).isEqualTo(entry.getValue())))
                .toList();
    }

    private String payload(String key) throws IOException {
        String[] words = key.split(" ", -1);
        try (HistoryStore store = HistoryStore.open(unpacked(words[0]))) {
            ExportOptions options = ExportOptions.DEFAULT
                    .withAt(Instant.parse(words[2]))
                    .withPolicy(words[3].equals("summary") ? Policy.summary() : Policy.transcript());
            return shortened(store.conversation(words[1]).export(options).json());
        }
    }

    private static String shortened(String payload) {
        String withoutSound = SOUND.matcher(payload)
                .replaceAll(data -> "\"data\":\"sha256:"
                        + Hash.hex(Hash.of(data.group(1).getBytes(UTF_8))).substring(0, 16) + "\"");
        return SUMMARY.matcher(withoutSound).replaceAll("\"content\":\"[summary through turn $1]\"");
    }

    private Path unpacked(String version) throws IOException {
        Path file = folder.resolve(version + ".db");
        if (!Files.exists(file)) {
            try (InputStream packed = resource(version + ".db.gz")) {
                Files.copy(new GZIPInputStream(packed), file);
            }
        }
        return file;
    }

    /** Blocks of keys, each followed by the payload that they share: {@code version conversation moment policy}. */
    private static Map<String, String> expected() throws IOException {
        Map<String, String> expected = new LinkedHashMap<>();
        try (InputStream file = resource("payloads.txt")) {
            for (String block : new String(file.readAllBytes(), UTF_8).strip().split("\n\n", -1)) {
                int payload = block.lastIndexOf('\n');
                block.substring(0, payload).lines().forEach(key -> expected.put(key, block.substring(payload + 1)));
            }
        }
        return expected;
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(EarlierSchemaPayloadTest.class.getResourceAsStream("/io/histctl/schema/" + name));
    }
}
