package io.histctl.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** The lines of a test between {@code // begin} and {@code // end}, which a README shows. */
public final class ReadmeExample {
    private ReadmeExample() {}

    /** The lines as a fenced block. */
    public static String of(Class<?> test) throws IOException {
        Path source = Path.of("src/test/java", test.getName().replace('.', '/') + ".java");
        String text = Files.readString(source);
        String lines = text.substring(text.indexOf("// begin\n") + 9, text.indexOf("        // end\n"))
                .lines()
                .map(line -> line.isBlank() ? "" : line.substring(8))
                .collect(Collectors.joining("\n"));
        return "```java\n" + lines + "\n```";
    }
}
