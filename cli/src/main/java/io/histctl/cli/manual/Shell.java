package io.histctl.cli.manual;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A shell that histctl completes commands in. */
public enum Shell {
    /** bash, with the script that picocli generates. */
    BASH("histctl") {
        @Override
        public String script(CommandLine program) {
            String script = AutoComplete.bash("histctl", program) + "\n";
            for (CommandSpec command : Declared.commands(program.getCommandSpec())) {
                for (OptionSpec option : Declared.ownOptions(command)) {
                    if (option.negatable()) { // picocli leaves the second form out
                        String names = String.join("' '", Declared.names(option));
                        script = script.replace("'" + option.longestName() + "'", "'" + names + "'");
                    }
                }
            }
            return script;
        }
    },
    /** zsh, with its own completion system. */
    ZSH("_histctl") {
        @Override
        public String script(CommandLine program) {
            return ZshCompletion.of(program.getCommandSpec());
        }
    },
    /** fish. */
    FISH("histctl.fish") {
        @Override
        public String script(CommandLine program) {
            return FishCompletion.of(program.getCommandSpec());
        }
    };

    private final String file;

    Shell(String file) {
        this.file = file;
    }

    /** The name under which the shell finds the script. */
    public String file() {
        return file;
    }

    /** The completion script of a program. */
    public abstract String script(CommandLine program);
}
