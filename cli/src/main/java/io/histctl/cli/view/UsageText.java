package io.histctl.cli.view;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Describes usage errors without indexes and Java types. */
public final class UsageText {
    private UsageText() {}

    /** The sentence for a call that picocli refused. */
    public static String of(ParameterException failure, String[] arguments) {
        CommandSpec command = failure.getCommandLine().getCommandSpec();
        if (failure instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched.getUnmatched(), command);
        }
        if (failure instanceof MissingParameterException missing
                && missing.getMissing().stream().allMatch(ArgSpec::isPositional)) {
            return unknownOption(arguments, command).orElseGet(() -> missing(missing));
        }
        ArgSpec argument = failure.getArgSpec();
        if (argument != null && failure.getCause() instanceof TypeConversionException unreadable) {
            return name(argument) + ": " + unreadable.getMessage();
        }
        return failure instanceof OverwrittenOptionException twice
                ? name(twice.getOverwritten()) + " is given twice; keep one of them"
                : String.valueOf(failure.getMessage());
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static String unmatched(List<String> arguments, CommandSpec command) {
        Optional<String> option =
                arguments.stream().filter(UsageText::looksLikeOption).findFirst();
        if (option.isPresent()) {
            return unknownOption(option.get(), command);
        }
        String argument = arguments.get(0);
        return command.subcommands().isEmpty()
                ? "'" + argument + "' is one argument too many"
                : "unknown command '" + argument + "'"
                        + Suggestion.text(argument, command.subcommands().keySet());
    }

    private static boolean looksLikeOption(String argument) {
        return argument.startsWith("-") && argument.length() > 1;
    }

    private static String missing(MissingParameterException failure) {
        return failure.getMissing().stream().map(ArgSpec::paramLabel).collect(Collectors.joining(" and "))
                + (failure.getMissing().size() == 1 ? " is" : " are") + " missing";
    }

    /** Picocli reports a missing name first, even if one that begins with a dash was taken for an option. */
    private static Optional<String> unknownOption(String[] arguments, CommandSpec command) {
        return Arrays.stream(arguments)
                .takeWhile(argument -> !argument.equals("--"))
                .filter(UsageText::looksLikeOption)
                .filter(argument -> command.findOption(name(argument)) == null)
                .findFirst()
                .map(argument -> unknownOption(argument, command));
    }

    private static String unknownOption(String argument, CommandSpec command) {
        List<String> names = command.options().stream()
                .map(OptionSpec::names)
                .flatMap(Arrays::stream)
                .toList();
        boolean oneLetter = name(argument).length() == 2; // which every other letter resembles
        String suggestion = oneLetter ? "" : Suggestion.text(name(argument), names);
        boolean mayBeName = !argument.startsWith("--") && suggestion.isEmpty();
        return "unknown option '" + argument + "'" + suggestion
                + (mayBeName ? "; put -- before a name that begins with a dash" : "");
    }

    private static String name(String argument) {
        return argument.replaceFirst("=.*", "");
    }
}
