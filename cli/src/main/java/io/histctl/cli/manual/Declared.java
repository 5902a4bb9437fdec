package io.histctl.cli.manual;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Reads the declarations of commands and arguments. */
final class Declared {
    private Declared() {}

    /** The subcommands in the order of the help. */
    static List<CommandSpec> commands(CommandSpec program) {
        return program.subcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .toList();
    }

    /** The options that a command declares itself. */
    static List<OptionSpec> ownOptions(CommandSpec command) {
        return command.options().stream().filter(option -> !option.inherited()).toList();
    }

    /** The sentence that describes a command in lists. */
    static String header(CommandSpec command) {
        return join(command.usageMessage().header());
    }

    static String description(ArgSpec argument) {
        return join(argument.description());
    }

    /** All names of an option, with the {@code --no-} form of one that can be negated. */
    static List<String> names(OptionSpec option) {
        List<String> names = new ArrayList<>(List.of(option.names()));
        if (option.negatable()) {
            names.add(option.longestName().replaceFirst("^--", "--no-"));
        }
        return names;
    }

    static boolean takesValue(OptionSpec option) {
        return option.arity().max() > 0;
    }

    /** The values that an argument accepts, if its label lists them, such as {@code chat|realtime}. */
    static List<String> choices(ArgSpec argument) {
        String label = argument.paramLabel();
        return label.matches("[a-z0-9-]+(\\|[a-z0-9-]+)+") ? List.of(label.split("\\|", -1)) : List.of();
    }

    static boolean isFile(ArgSpec argument) {
        return argument.paramLabel().contains("FILE");
    }

    /** The example calls of a command. */
    static List<String> examples(CommandSpec command) {
        return Arrays.stream(command.usageMessage().footer())
                .filter(line -> line.startsWith("  "))
                .map(String::strip)
                .toList();
    }

    static String join(String... lines) {
        return Stream.of(lines).map(String::strip).collect(Collectors.joining(" "));
    }
}
