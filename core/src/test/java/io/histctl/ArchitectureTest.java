package io.histctl;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Dependencies between packages run one way, and each kind of code has one place. */
@Tag("sources") // of core
class ArchitectureTest {
    private static final Path SOURCES = Path.of("src/main/java/io/histctl");
    private static final Pattern REFERENCE = Pattern.compile("\\bio\\.histctl\\.((?:[a-z]+\\.)*)[A-Z]");

    /** The packages that each package may use; the empty name is the root package. */
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            entry("error", Set.of()),
            entry("model", Set.of("error")),
            entry("wire.audio", Set.of()),
            entry("wire.url", Set.of()),
            entry("wire", Set.of("error", "model", "wire.audio")),
            entry("resume", Set.of("error", "model")),
            entry("wire.chat", Set.of("error", "model", "wire", "wire.audio", "wire.url")),
            entry("wire.realtime", Set.of("model", "wire")),
            entry("store", Set.of("error", "model", "resume", "wire", "wire.audio", "wire.chat")),
            entry("store.jdbc", Set.of("error", "model", "resume", "store", "wire")),
            entry("store.sqlite", Set.of("error", "migrations", "model", "store", "store.jdbc")),
            entry("summary.transcript", Set.of("model")),
            entry("summary.digest", Set.of("model", "summary.transcript")),
            entry("summary", Set.of("error", "model", "resume", "store", "summary.digest", "summary.transcript")),
            entry("openai", Set.of("error", "wire.chat")),
            entry("summary.openai", Set.of("error", "model", "openai", "summary", "summary.transcript", "wire.chat")),
            entry("wire.transcribe", Set.of("error", "model", "wire")),
            entry("transcribe", Set.of("error", "media", "record", "store", "summary")),
            entry("transcribe.openai", Set.of("error", "media", "openai", "transcribe", "wire.transcribe")),
            entry("record", Set.of("error", "model", "store", "summary", "wire", "wire.audio", "wire.chat")),
            entry("record.imports", Set.of("error", "model", "record", "store", "wire", "wire.chat")),
            entry(
                    "export",
                    Set.of(
                            "error",
                            "model",
                            "record",
                            "resume",
                            "store",
                            "summary",
                            "wire",
                            "wire.audio",
                            "wire.chat",
                            "wire.realtime")),
            entry("media", Set.of("error", "store", "wire", "wire.audio", "wire.chat")),
            entry(
                    "intercept",
                    Set.of(
                            "error",
                            "model",
                            "record",
                            "resume",
                            "store",
                            "summary",
                            "transcribe",
                            "wire",
                            "wire.chat")),
            entry("search", Set.of("error", "model", "store")),
            entry("copy", Set.of("error", "model", "store")),
            entry("prune", Set.of("error", "export", "model", "record", "resume", "store")),
            entry("verify", Set.of("error", "model", "record", "store", "summary", "wire", "wire.audio", "wire.chat")),
            entry(
                    "",
                    Set.of(
                            "copy",
                            "error",
                            "export",
                            "intercept",
                            "media",
                            "model",
                            "prune",
                            "record",
                            "record.imports",
                            "resume",
                            "search",
                            "store",
                            "store.sqlite",
                            "summary",
                            "transcribe",
                            "verify",
                            "wire",
                            "wire.chat")));

    @Test
    void everyPackageUsesOnlyWhatItsRowAllows() throws IOException {
        Map<String, Set<String>> used = new TreeMap<>();
        for (Map.Entry<String, String> source : sources().entrySet()) {
            String user = packageOf(source.getKey());
            Matcher references = REFERENCE.matcher(code(source.getValue()));
            Set<String> packages = used.computeIfAbsent(user, name -> new TreeSet<>());
            while (references.find()) {
                String name = references.group(1);
                packages.add(name.isEmpty() ? "" : name.substring(0, name.length() - 1));
            }
            packages.remove(user);
        }

        assertThat(used.keySet()).isEqualTo(MAY_USE.keySet());
        used.forEach((user, packages) -> assertThat(MAY_USE.get(user)).as(user).containsAll(packages));
    }

    @Test
    void onlyTheStoreHoldsSql() throws IOException {
        assertThat(packagesWith("\\b(SELECT|INSERT INTO|UPDATE|DELETE FROM|PRAGMA) [a-z*]"))
                .containsOnly("store.jdbc", "store.sqlite");
    }

    @Test
    void onlyTheWirePackagesReadAndWriteJson() throws IOException {
        assertThat(packagesWith("com\\.fasterxml\\.jackson")).containsOnly("wire", "wire.chat", "wire.realtime");
    }

    @Test
    void oneClassHoldsTheFactsOfTheApi() throws IOException {
        Pattern facts = Pattern.compile("\"(/chat/completions|audio_not_found|content_filter|length|\\[DONE]"
                + "|chat\\.completion\\.chunk|pcm16|wav|mp3|flac|opus|aac|gpt-[^\"]*)\"");

        assertThat(filesWith(facts)).containsOnly("wire/audio/SoundLength.java", "wire/chat/ChatApi.java");
    }

    @Test
    void noClassReadsAClockOfItsOwn() throws IOException {
        assertThat(packagesWith("Instant\\.now|System\\.currentTimeMillis|LocalDate.*\\.now\\("))
                .isEmpty();
    }

    private static Set<String> packagesWith(String pattern) throws IOException {
        Set<String> packages = new TreeSet<>();
        filesWith(Pattern.compile(pattern)).forEach(file -> packages.add(packageOf(file)));
        return packages;
    }

    private static Set<String> filesWith(Pattern pattern) throws IOException {
        Map<String, String> sources = sources();
        sources.values().removeIf(source -> !pattern.matcher(source).find());
        return sources.keySet();
    }

    private static String packageOf(String file) {
        int slash = file.lastIndexOf('/');
        return slash < 0 ? "" : file.substring(0, slash).replace('/', '.');
    }

    /** Imports and code; Javadoc may link upwards. */
    private static String code(String source) {
        return source.replaceAll("(?s)/\\*\\*.*?\\*/", "").replaceAll("(?m)^package .*$", "");
    }

    private static Map<String, String> sources() throws IOException {
        Map<String, String> sources = new TreeMap<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                sources.put(SOURCES.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
        }
        return sources;
    }
}
