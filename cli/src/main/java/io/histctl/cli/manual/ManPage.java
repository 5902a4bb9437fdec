package io.histctl.cli.manual;

import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The man page of the program or of one of its commands. */
public final class ManPage {
    private final Roff page = new Roff();
    private final CommandSpec command;
    private final String name;

    private ManPage(CommandSpec command) {
        this.command = command;
        name = name(command);
    }

    /** The name of the page of a command, such as {@code histctl-export}. */
    public static String name(CommandSpec command) {
        return command.qualifiedName("-");
    }

    /**
     * The page of the program, or of one of its commands.
     *
     * @param version the version of the program, such as {@code histctl 1.0}
     */
    public static String of(CommandSpec command, String version) {
        return new ManPage(command).render(version);
    }

    private String render(String version) {
        page.title(name, version);
        page.heading("NAME");
        page.text(name + " - " + Declared.header(command).replaceFirst("\\.$", ""));
        page.heading("SYNOPSIS");
        boolean program = !command.subcommands().isEmpty();
        page.synopsis(command.qualifiedName(" "), program ? "[OPTIONS] COMMAND [ARGUMENTS]" : synopsis());
        String description = Declared.join(command.usageMessage().description());
        if (!description.isEmpty()) {
            page.heading("DESCRIPTION");
            page.text(description);
        }
        commands();
        parameters();
        options("OPTIONS", Declared.ownOptions(command));
        options(
                "GLOBAL OPTIONS",
                command.options().stream().filter(OptionSpec::inherited).toList());
        examples();
        page.heading("EXIT STATUS");
        page.text("0 success, 1 failure, 2 usage error. Data goes to standard output, messages to standard error.");
        page.heading("SEE ALSO");
        page.text(seeAlso());
        return page.toString();
    }

    private String synopsis() {
        return "[OPTIONS]"
                + command.positionalParameters().stream()
                        .map(parameter -> parameter.required()
                                ? " " + parameter.paramLabel()
                                : " [" + parameter.paramLabel() + "]")
                        .collect(Collectors.joining());
    }

    private void commands() {
        if (!command.subcommands().isEmpty()) {
            page.heading("COMMANDS");
            Declared.commands(command).forEach(each -> page.definition(each.name(), Declared.header(each)));
        }
    }

    private void parameters() {
        List<PositionalParamSpec> parameters = command.positionalParameters();
        if (!parameters.isEmpty()) {
            page.heading("ARGUMENTS");
            parameters.forEach(each -> page.definition(each.paramLabel(), Declared.description(each)));
        }
    }

    private void options(String heading, List<OptionSpec> options) {
        if (options.isEmpty()) {
            return;
        }
        page.heading(heading);
        for (OptionSpec option : options) {
            String label = Declared.takesValue(option) ? " " + option.paramLabel() : "";
            page.definition(String.join(", ", Declared.names(option)) + label, Declared.description(option));
        }
    }

    private void examples() {
        List<String> examples = Declared.examples(command);
        if (!examples.isEmpty()) {
            page.heading("EXAMPLES");
            page.verbatim(examples);
        }
    }

    private String seeAlso() {
        return command.parent() == null
                ? Declared.commands(command).stream()
                        .map(each -> name(each) + "(1)")
                        .collect(Collectors.joining(", "))
                : name(command.parent()) + "(1)";
    }
}
