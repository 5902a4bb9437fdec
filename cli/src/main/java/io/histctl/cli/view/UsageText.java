package io.histctl.cli.view;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a call, in words that name no index and no Java type. */
public final class UsageText {
    private UsageText() {}

    public static String of(ParameterException failure, String[] arguments) {
        CommandSpec command = failure.getCommandLine().getCommandSpec();
        if (failure instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched.getUnmatched().get(0), command);
        }
        if (failure instanceof MissingParameterException missing
                && missing.getMissing().stream().allMatch(ArgSpec::isPositional)) {
            return unknownOption(arguments, command).orElseGet(() -> missing(missing));
        }
        return String.valueOf(failure.getMessage());
    }

    private static String unmatched(String argument, CommandSpec command) {
        boolean isCommand = !command.subcommands().isEmpty();
        return argument.startsWith("-")
                ? noOption(argument)
                : "'" + argument + "' is " + (isCommand ? "no command" : "one argument too many");
    }

    private static String missing(MissingParameterException failure) {
        return failure.getMissing().stream().map(ArgSpec::paramLabel).collect(Collectors.joining(" and "))
                + (failure.getMissing().size() == 1 ? " is" : " are") + " missing";
    }

    /** Picocli sees first that a name is missing, where one that begins with a dash was taken for an option. */
    private static Optional<String> unknownOption(String[] arguments, CommandSpec command) {
        return Arrays.stream(arguments)
                .takeWhile(argument -> !argument.equals("--"))
                .filter(argument -> argument.startsWith("-") && argument.length() > 1)
                .filter(argument -> command.findOption(argument.replaceFirst("=.*", "")) == null)
                .findFirst()
                .map(UsageText::noOption);
    }

    private static String noOption(String argument) {
        return "'" + argument + "' is no option; put -- before a name that begins with a dash";
    }
}
