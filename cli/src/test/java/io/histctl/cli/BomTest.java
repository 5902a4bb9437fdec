package io.histctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The bill of materials for users, {@code histctl-bom}. */
class BomTest {
    private static final Pattern MODULE = Pattern.compile("<module>(core(?:/.+)?|migrations)</module>");
    private static final Pattern ARTIFACT = Pattern.compile("<artifactId>(histctl-[a-z0-9-]+)</artifactId>");

    @Test
    void managesEveryLibraryOfTheBuild() throws IOException {
        List<String> libraries = new ArrayList<>();
        for (String module : matches(MODULE, Path.of("pom.xml"))) {
            List<String> artifacts = matches(ARTIFACT, Path.of(module, "pom.xml"));
            if (!artifacts.get(0).equals("histctl-bom")) {
                libraries.add(artifacts.get(0)); // the others are its dependencies
            }
        }
        List<String> managed = matches(ARTIFACT, Path.of("core/bom/pom.xml"));

        assertThat(managed.subList(1, managed.size())).containsExactlyInAnyOrderElementsOf(libraries);
    }

    private static List<String> matches(Pattern pattern, Path file) throws IOException {
        return pattern.matcher(Files.readString(Document.ROOT.resolve(file)))
                .results()
                .map(match -> match.group(1))
                .distinct()
                .toList();
    }
}
