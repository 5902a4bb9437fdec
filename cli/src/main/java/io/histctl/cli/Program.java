package io.histctl.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import picocli.AutoComplete;
import picocli.CommandLine;

/** The command line as a whole. */
final class Program {
    private Program() {}

    /** Runs a command and gives its exit code: 0 done, 1 failed, 2 usage. */
    static int run(Surroundings surroundings, String... arguments) {
        HistctlCommand root = new HistctlCommand(surroundings);
        CommandLine line = new CommandLine(root);
        commands(root, arguments).forEach(line::addSubcommand);
        line.setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8))
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        surroundings.colour() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
                .setCaseInsensitiveEnumValuesAllowed(true)
                // an id may begin with @
                .setExpandAtFiles(false)
                .registerConverter(Integer.class, Converters::whole)
                .registerConverter(int.class, Converters::whole)
                .registerConverter(Long.class, text -> (long) Converters.whole(text))
                .registerConverter(long.class, text -> (long) Converters.whole(text))
                .registerConverter(java.math.BigDecimal.class, Converters::decimal)
                .registerConverter(java.nio.file.Path.class, Converters::path)
                .registerConverter(java.time.Instant.class, Converters::time)
                .registerConverter(java.time.Duration.class, Converters::duration);
        Failures failures = new Failures(root);
        line.setExecutionExceptionHandler(failures);
        line.setParameterExceptionHandler(failures);
        return told(executed(line, arguments), surroundings);
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
    private static int told(int code, Surroundings surroundings) {
        if (code != 0 || !surroundings.out().checkError()) {
            return code;
        }
        surroundings
                .err()
                .println("histctl: standard output was closed or is full, so not all was printed; what was"
                        + " stored is stored, send the output elsewhere");
        return 1;
    }

    /** All commands, or the one that comes first: picocli looks through each that it is given. */
    private static Map<String, Object> commands(HistctlCommand root, String... arguments) {
        Map<String, Object> commands = new LinkedHashMap<>();
        commands.put("record", new RecordCommand(root));
        commands.put("import", new ImportCommand(root));
        commands.put("export", new ExportCommand(root));
        commands.put("prune-expired", new PruneCommand(root));
        commands.put("list", new ListCommand(root));
        commands.put("show", new ShowCommand(root));
        commands.put("transcript", new TranscriptCommand(root));
        commands.put("interrupted", new InterruptedCommand(root));
        commands.put("summarize", new SummarizeCommand(root));
        commands.put("delete", new DeleteCommand(root));
        commands.put("verify", new VerifyCommand(root));
        if (arguments.length > 0 && commands.containsKey(arguments[0])) {
            commands.keySet().retainAll(Set.of(arguments[0]));
        } else {
            commands.put("generate-completion", new AutoComplete.GenerateCompletion());
        }
        return commands;
    }
}
