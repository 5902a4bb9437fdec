package io.histctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files, headings, modules, profiles and tests that the documents name exist. */
class DocumentedFilesTest {
    private static final int LONGEST_README = 180;

    static List<Document> documents() {
        return Document.all();
    }

    @Test
    void theReadmeStaysShort() {
        assertThat(Document.of(Document.ROOT.resolve("README.md")).lines()).hasSizeLessThanOrEqualTo(LONGEST_README);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkWithinTheRepositoryLeadsSomewhere(Document document) {
        for (String link : document.links()) {
            if (!link.matches("(https?|mailto):.*")) {
                String[] parts = link.split("#", 2);
                Path target =
                        parts[0].isEmpty() ? document.path() : document.path().resolveSibling(parts[0]);
                assertThat(target).as(document + ": " + link).exists();
                if (parts.length == 2) {
                    assertThat(Document.of(target).anchors())
                            .as(document + ": " + link)
                            .contains(parts[1]);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyPathInTheTextExists(Document document) {
        assertThat(document.codeSpans())
                .filteredOn(span -> span.matches("(core|cli|migrations|\\.github|\\.ci)/[\\w./-]+"))
                .filteredOn(span -> !span.contains("/target/"))
                .allSatisfy(span -> assertThat(Document.ROOT.resolve(span))
                        .as(document.toString())
                        .exists());
    }

    /** Building within a build would take too long, so only the names in the build commands are checked. */
    @ParameterizedTest
    @MethodSource("documents")
    void everyProfileModuleAndTestOfABuildCommandExists(Document document) throws IOException {
        String commands = Stream.concat(
                        document.blocks("sh").stream().map(Document.Block::text), document.codeSpans().stream())
                .collect(Collectors.joining("\n"));
        String pom = Files.readString(Document.ROOT.resolve("pom.xml"));

        assertThat(names(commands, "mvn .*-P(\\w+)"))
                .allSatisfy(profile -> assertThat(pom).contains("<id>" + profile + "</id>"));
        assertThat(names(commands, "-pl (\\S+)"))
                .allSatisfy(module -> assertThat(Document.ROOT.resolve(module).resolve("pom.xml"))
                        .exists());
        Set<String> unknown =
                new HashSet<>(names(commands, "(?<![-\\w])([A-Z]\\w+(?:Test|Tests|Properties|Bench|IT))\\b"));
        unknown.removeAll(testClasses());
        assertThat(unknown).as(document.toString()).isEmpty();
    }

    private static Set<String> names(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
    }

    private static Set<String> testClasses() throws IOException {
        try (Stream<Path> files = Files.find(
                Document.ROOT, 14, (file, attributes) -> file.toString().matches(".*/src/test/java/.*\\.java"))) {
            return files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toSet());
        }
    }
}
