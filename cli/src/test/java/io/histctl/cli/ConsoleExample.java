package io.histctl.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A command that a document shows after {@code $}, and the output shown below it.
 *
 * @param line the number of the command's line
 */
record ConsoleExample(String command, List<String> output, int line) {
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

    static List<ConsoleExample> of(Document.Block block) {
        List<ConsoleExample> examples = new ArrayList<>();
        for (int i = 0; i < block.lines().size(); i++) {
            String line = block.lines().get(i);
            if (line.startsWith("$ ")) {
                examples.add(new ConsoleExample(line.substring(2), new ArrayList<>(), block.firstLine() + i));
            } else {
                examples.get(examples.size() - 1).output.add(line);
            }
        }
        return examples;
    }

    /** The words of the command, split as a shell does, without the quotes. */
    List<String> words() {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(command);
        while (matcher.find()) {
            String quoted = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
            words.add(quoted == null ? matcher.group(3) : quoted);
        }
        return words;
    }

    String shown() {
        return String.join("\n", output);
    }

    /** Matches the output that is shown, in which {@code […]} stands for anything. */
    Pattern expected() {
        String pattern = Arrays.stream(shown().stripTrailing().split("\\[…]", -1))
                .map(Pattern::quote)
                .collect(Collectors.joining(".*"));
        return Pattern.compile(pattern, Pattern.DOTALL);
    }
}
