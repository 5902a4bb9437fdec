package io.histctl.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A Markdown document of the repository. Tests run with the module's folder as working directory. */
record Document(Path path, List<String> lines) {
    static final Path ROOT = Path.of("..");

    private static final Set<String> WITHOUT_DOCUMENTS = Set.of("target", "src", ".git");
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern CODE_SPAN = Pattern.compile("`([^`\n]+)`");

    /** A fenced block: its language, its lines and the number of its first line. */
    record Block(String language, List<String> lines, int firstLine) {
        String text() {
            return String.join("\n", lines);
        }
    }

    static Document of(Path path) {
        try {
            return new Document(path, Files.readAllLines(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All documents of the repository, in order of their paths. */
    static List<Document> all() {
        List<Path> paths = new ArrayList<>();
        try {
            Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    return WITHOUT_DOCUMENTS.contains(folder.getFileName().toString())
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (file.toString().endsWith(".md")) {
                        paths.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return paths.stream().sorted().map(Document::of).toList();
    }

    List<Block> blocks(String language) {
        return blocks().stream()
                .filter(block -> block.language().equals(language))
                .toList();
    }

    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        Block open = null;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (!line.startsWith("```")) {
                if (open != null) {
                    open.lines().add(line);
                }
            } else if (open == null) {
                open = new Block(line.substring(3), new ArrayList<>(), i + 2);
            } else {
                blocks.add(open);
                open = null;
            }
        }
        return blocks;
    }

    /** The text without its fenced blocks. */
    String prose() {
        StringBuilder prose = new StringBuilder();
        boolean fenced = false;
        for (String line : lines) {
            if (line.startsWith("```")) {
                fenced = !fenced;
            } else if (!fenced) {
                prose.append(line).append('\n');
            }
        }
        return prose.toString();
    }

    /** The prose below a heading, through the next heading of any level. */
    String section(String heading) {
        String prose = prose();
        int start = prose.indexOf(heading + "\n");
        if (start < 0) {
            return "";
        }
        int end = prose.indexOf("\n#", start + heading.length());
        return prose.substring(start, end < 0 ? prose.length() : end);
    }

    List<String> links() {
        return all(LINK, prose());
    }

    List<String> codeSpans() {
        return all(CODE_SPAN, prose());
    }

    /** The fragments that links to a heading use, formed as GitHub does. */
    Set<String> anchors() {
        return prose().lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
                .map(title -> title.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    /** The place of a block in error messages. */
    String at(int line) {
        return ROOT.relativize(path) + ":" + line;
    }

    private static List<String> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(Document::group).toList();
    }

    private static String group(MatchResult match) {
        return match.group(1);
    }

    @Override
    public String toString() {
        return ROOT.relativize(path).toString();
    }
}
