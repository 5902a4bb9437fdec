package io.histctl.cli.manual;

import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A completion function for zsh. */
final class ZshCompletion {
    private static final String START = """
            #compdef histctl

            _histctl() {
              local curcontext="$curcontext" state line
              typeset -A opt_args
            """;
    private static final String END = """
                  ;;
              esac
            }

            if [ "$funcstack[1]" = "_histctl" ]; then
              _histctl "$@"
            else
              compdef _histctl histctl
            fi
            """;

    private ZshCompletion() {}

    static String of(CommandSpec program) {
        StringBuilder script = new StringBuilder(START);
        script.append("  _arguments -C");
        program.options().forEach(option -> script.append(argument(option)));
        script.append(" \\\n    '1: :->command' \\\n    '*:: :->argument'\n");
        script.append("  case $state in\n    command)\n      local -a commands=(\n");
        for (CommandSpec command : Declared.commands(program)) {
            script.append("        ")
                    .append(quote(command.name() + ":" + Declared.header(command)))
                    .append('\n');
        }
        script.append("      )\n      _describe -t commands 'histctl command' commands\n      ;;\n    argument)\n");
        script.append("      curcontext=\"${curcontext%:*:*}:histctl-$words[1]:\"\n      case $words[1] in\n");
        for (CommandSpec command : Declared.commands(program)) {
            script.append("        ").append(command.name()).append(")\n          _arguments");
            command.options().forEach(option -> script.append(argument(option)));
            List<PositionalParamSpec> parameters = command.positionalParameters();
            for (int i = 0; i < parameters.size(); i++) {
                script.append(parameter(parameters.get(i), i + 1));
            }
            script.append("\n          ;;\n");
        }
        return script.append("      esac\n").append(END).toString();
    }

    private static String argument(OptionSpec option) {
        String value = Declared.takesValue(option) ? ":" + label(option) + ":" + action(option) : "";
        String equals = value.isEmpty() ? "" : "=";
        return Declared.names(option).stream()
                .map(name -> " \\\n      "
                        + quote(name + (name.startsWith("--") ? equals : "") + "[" + description(option) + "]" + value))
                .collect(Collectors.joining());
    }

    private static String parameter(PositionalParamSpec parameter, int index) {
        String optional = parameter.required() ? "" : ":";
        return " \\\n      " + quote(index + optional + ":" + label(parameter) + ":" + action(parameter));
    }

    private static String action(ArgSpec argument) {
        List<String> choices = Declared.choices(argument);
        return Declared.isFile(argument) ? "_files" : choices.isEmpty() ? " " : "(" + String.join(" ", choices) + ")";
    }

    private static String label(ArgSpec argument) {
        return argument.paramLabel().replace(":", "\\:");
    }

    private static String description(ArgSpec argument) {
        return Declared.description(argument)
                .replace("\\", "\\\\")
                .replace("[", "\\[")
                .replace("]", "\\]")
                .replace(":", "\\:");
    }

    private static String quote(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
