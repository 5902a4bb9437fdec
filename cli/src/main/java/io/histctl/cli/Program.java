package io.histctl.cli;

import io.histctl.cli.StandardOutput.ReaderGone;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ScopeType;

/** The command line as a whole. */
final class Program {
    private static final String[] FOOTER = {
        "",
        "FILE - is stdin or stdout. TIME is an ISO-8601 instant or Unix seconds. DURATION is 90s, 5m, 2h, 30d or ISO-8601.",
        "Exit: 0 done, 1 failed, 2 usage. stdout is data, stderr is talk."
    };

    private Program() {}

    /** Runs a command and gives its exit code: 0 done, 1 failed, 2 usage, 141 where its reader went away. */
    static int run(CliContext context, String... arguments) {
        CommandBuilder declared = new CommandBuilder(
                ScopeType.INHERIT,
                "histctl",
                "Keeps voice-chat histories alive: records what went over the wire, exports a request that is valid now,"
                        + " prunes what has expired.");
        HistctlCommand root = new HistctlCommand(context, declared);
        CommandSpec spec = declared.spec(root);
        spec.usageMessage().footer(FOOTER);
        Commands.addTo(spec, root, arguments);
        ErrorHandler failures = new ErrorHandler(root);
        CommandLine line = new CommandLine(spec)
                .setOut(new PrintWriter(context.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(context.err(), true, StandardCharsets.UTF_8))
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        context.colour() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
                // an id may begin with @
                .setExpandAtFiles(false)
                .setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures);
        try {
            return told(executed(line, arguments), context);
        } catch (ReaderGone gone) {
            return ReaderGone.EXIT;
        }
    }

    private static int executed(CommandLine line, String... arguments) {
        try {
            return line.execute(arguments);
        } catch (OutOfMemoryError e) {
            line.getErr()
                    .println("histctl: that needs more memory than Java may take ("
                            + (Runtime.getRuntime().maxMemory() >> 20)
                            + " MiB); give it more with JAVA_TOOL_OPTIONS=-Xmx2g, what was stored is stored");
            return line.getCommandSpec().exitCodeOnExecutionException();
        }
    }

    /** A script that reads the output must not take half of it for all. */
    private static int told(int code, CliContext context) {
        if (code != 0 || !context.out().checkError()) {
            return code;
        }
        context.err()
                .println("histctl: standard output is closed or full, so not all was printed; what was"
                        + " stored is stored, send the output elsewhere");
        return 1;
    }
}
