package io.histctl.cli;

import io.histctl.cli.manual.Shell;
import java.util.concurrent.Callable;

/** {@code histctl generate-completion}: a script for the shell. */
final class CompletionCommand implements Callable<Integer> {
    private final HistctlCommand root;
    private final CommandBuilder arguments;
    private final ArgumentValue<Shell> shell;

    CompletionCommand(HistctlCommand root, CommandBuilder arguments) {
        this.root = root;
        this.arguments = arguments;
        shell = arguments.optionalParameter(
                "bash|zsh|fish", Converters.oneOf(Shell.class), "the shell that reads it (default: bash)");
        arguments.examples("histctl generate-completion > ~/.local/share/bash-completion/completions/histctl");
    }

    @Override
    public Integer call() {
        Shell given = shell.orNull();
        // not println: a shell accepts no other line ends
        root.context().out().print((given == null ? Shell.BASH : given).script(arguments.program()));
        return 0;
    }
}
