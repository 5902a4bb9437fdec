package io.histctl.cli;

import io.histctl.cli.StandardOutput.ReaderGone;
import io.histctl.cli.config.Settings;
import io.histctl.cli.view.Printable;
import io.histctl.error.InvalidInputException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ScopeType;

/** Runs the command line. */
final class Program {
    private Program() {}

    /** Runs a command; returns 0 for success, 1 for failure, 2 for a usage error, 141 if the reader of the output closed it. */
    static int run(CliContext context, String... arguments) {
        CommandLine line = commandLine(context, arguments);
        try {
            configure(line, context.environment(), arguments);
        } catch (InvalidInputException e) {
            context.err().println("histctl: " + Printable.line(String.valueOf(e.getMessage())));
            return line.getCommandSpec().exitCodeOnInvalidInput();
        }
        try {
            return failIfOutputLost(execute(line, arguments), context);
        } catch (ReaderGone gone) {
            return ReaderGone.EXIT;
        }
    }

    /** Options that a call leaves out have the values of the environment and the configuration file. */
    private static void configure(CommandLine line, Map<String, String> environment, String... arguments) {
        List<String> commands = Commands.names();
        String called =
                Arrays.stream(arguments).filter(commands::contains).findFirst().orElse("");
        ConfiguredDefaults defaults = new ConfiguredDefaults(Settings.read(environment, commands), called);
        defaults.check(line);
        line.setDefaultValueProvider(defaults);
    }

    /** The declarations of the command that a call names, or of all commands. */
    static CommandLine commandLine(CliContext context, String... arguments) {
        CommandBuilder builder = new CommandBuilder(
                ScopeType.INHERIT,
                "histctl",
                "Records voice chats and exports requests that the API accepts at any time.");
        HistctlCommand root = new HistctlCommand(context, builder);
        CommandSpec spec = builder.spec(root);
        Commands.addTo(spec, root, arguments);
        ErrorHandler errors = new ErrorHandler(root);
        return new CommandLine(spec)
                .setOut(new PrintWriter(context.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(context.err(), true, StandardCharsets.UTF_8))
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        context.colour() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
                // an id may begin with @
                .setExpandAtFiles(false)
                .setExecutionExceptionHandler(errors)
                .setParameterExceptionHandler(errors);
    }

    private static int execute(CommandLine line, String... arguments) {
        try {
            return line.execute(arguments);
        } catch (OutOfMemoryError e) {
            line.getErr()
                    .println("histctl: that needs more memory than Java may use ("
                            + (Runtime.getRuntime().maxMemory() >> 20)
                            + " MiB); allow more with JAVA_TOOL_OPTIONS=-Xmx2g. Everything stored so far is kept");
            return line.getCommandSpec().exitCodeOnExecutionException();
        }
    }

    /** A script that reads the output must not mistake half of it for all. */
    private static int failIfOutputLost(int code, CliContext context) {
        if (code != 0 || !context.out().checkError()) {
            return code;
        }
        context.err()
                .println("histctl: standard output is closed or full, so not all was printed. Everything"
                        + " stored so far is kept; send the output elsewhere");
        return 1;
    }
}
