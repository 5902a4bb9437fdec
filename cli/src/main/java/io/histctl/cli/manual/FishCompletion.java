package io.histctl.cli.manual;

import java.util.List;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Completions for fish. */
final class FishCompletion {
    private final StringBuilder script = new StringBuilder();

    private FishCompletion() {}

    static String of(CommandSpec program) {
        FishCompletion completion = new FishCompletion();
        completion.add(program);
        return completion.script.toString();
    }

    private void add(CommandSpec program) {
        script.append("complete -c histctl -f\n");
        program.options().forEach(option -> option("", option));
        for (CommandSpec command : Declared.commands(program)) {
            line(" -n __fish_use_subcommand -a " + command.name() + describe(Declared.header(command)));
            String condition = " -n '__fish_seen_subcommand_from " + command.name() + "'";
            Declared.ownOptions(command).forEach(option -> option(condition, option));
            command.positionalParameters().forEach(parameter -> {
                if (Declared.isFile(parameter)) {
                    line(condition + " -F");
                } else if (!Declared.choices(parameter).isEmpty()) {
                    line(condition + " -a " + quote(String.join(" ", Declared.choices(parameter))));
                }
            });
        }
    }

    private void option(String condition, OptionSpec option) {
        for (String name : Declared.names(option)) {
            String flag = name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1);
            line(condition + flag + value(option) + describe(Declared.description(option)));
        }
    }

    private static String value(OptionSpec option) {
        if (!Declared.takesValue(option)) {
            return "";
        }
        return Declared.isFile(option) ? " -r -F" : " -x" + choices(option);
    }

    private static String choices(ArgSpec argument) {
        List<String> choices = Declared.choices(argument);
        return choices.isEmpty() ? "" : " -a " + quote(String.join(" ", choices));
    }

    private static String describe(String text) {
        return " -d " + quote(text);
    }

    private static String quote(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    private void line(String arguments) {
        script.append("complete -c histctl").append(arguments).append('\n');
    }
}
