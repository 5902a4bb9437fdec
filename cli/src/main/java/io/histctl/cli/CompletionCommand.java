package io.histctl.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;

/** {@code histctl generate-completion}: a script for the shell. */
final class CompletionCommand implements Callable<Integer> {
    private final HistctlCommand root;
    private final CommandBuilder arguments;

    CompletionCommand(HistctlCommand root, CommandBuilder arguments) {
        this.root = root;
        this.arguments = arguments;
        arguments.examples("histctl generate-completion > ~/.local/share/bash-completion/completions/histctl");
    }

    @Override
    public Integer call() {
        // not println: a shell accepts no other line ends
        root.context().out().print(AutoComplete.bash("histctl", arguments.program()) + "\n");
        return 0;
    }
}
