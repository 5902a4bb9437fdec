package io.histctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Arrows between the rooms run one way, and a line of code knows its room. */
class ArchitectureTest {
    private static final Path SOURCES = Path.of("src/main/java/io/histctl");
    private static final Pattern IMPORT = Pattern.compile("(?<!package )\\bio\\.histctl\\.([a-z]+)\\.");
    private static final Map<String, Set<String>> MAY_KNOW = Map.of(
            "model", Set.of(),
            "error", Set.of(),
            "capture", Set.of("model", "error"),
            "resume", Set.of("model"),
            "summary", Set.of("model", "error"),
            "openai", Set.of("model", "error", "summary"),
            "payload", Set.of("model", "error", "capture", "resume"),
            "store", Set.of("error", "migrations"));

    @Test
    void aRoomKnowsOnlyTheRoomsBehindIt() throws IOException {
        for (Map.Entry<String, Set<String>> room : MAY_KNOW.entrySet()) {
            Set<String> known = new TreeSet<>();
            for (String source : sources(room.getKey())) {
                Matcher imports = IMPORT.matcher(source.replaceAll("(?m)^package .*$", ""));
                while (imports.find()) {
                    known.add(imports.group(1));
                }
            }
            known.remove(room.getKey());
            assertThat(room.getValue()).as(room.getKey()).containsAll(known);
        }
    }

    @Test
    void sqlStandsInTheStoreAlone() throws IOException {
        assertThat(roomsWith("\\b(SELECT|INSERT INTO|UPDATE|DELETE FROM|PRAGMA) [a-z*]"))
                .containsOnly("store");
    }

    @Test
    void jsonIsReadAndWrittenWhereTheWireIs() throws IOException {
        assertThat(roomsWith("com\\.fasterxml\\.jackson")).containsOnly("capture", "openai", "payload");
    }

    @Test
    void nobodyLooksAtAClockOfItsOwn() throws IOException {
        assertThat(roomsWith("Instant\\.now|System\\.currentTimeMillis|LocalDate.*\\.now\\("))
                .isEmpty();
        assertThat(roomsWith("java\\.time\\.Clock")).containsOnly("");
    }

    private static Set<String> roomsWith(String pattern) throws IOException {
        Pattern what = Pattern.compile(pattern);
        Set<String> rooms = new TreeSet<>();
        for (String room :
                List.of("", "model", "error", "capture", "resume", "summary", "openai", "payload", "store")) {
            if (sources(room).stream().anyMatch(source -> what.matcher(source).find())) {
                rooms.add(room);
            }
        }
        return rooms;
    }

    private static List<String> sources(String room) throws IOException {
        try (Stream<Path> files = Files.list(SOURCES.resolve(room))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(ArchitectureTest::read)
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
