package io.histctl.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.AutoComplete;
import picocli.CommandLine;

/** The command line as a whole. */
final class Program {
    private Program() {}

    /** Runs a command and gives its exit code: 0 done, 1 failed, 2 usage. */
    static int run(Surroundings surroundings, String... arguments) {
        HistctlCommand root = new HistctlCommand(surroundings);
        CommandLine line = new CommandLine(root)
                .addSubcommand(new RecordCommand(root))
                .addSubcommand(new ImportCommand(root))
                .addSubcommand(new ExportCommand(root))
                .addSubcommand(new PruneCommand(root))
                .addSubcommand(new ListCommand(root))
                .addSubcommand(new ShowCommand(root))
                .addSubcommand(new TranscriptCommand(root))
                .addSubcommand(new InterruptedCommand(root))
                .addSubcommand(new SummarizeCommand(root))
                .addSubcommand(new DeleteCommand(root))
                .addSubcommand(new VerifyCommand(root))
                .addSubcommand(new AutoComplete.GenerateCompletion())
                .setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8))
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        surroundings.colour() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(java.time.Instant.class, Converters::time)
                .registerConverter(java.time.Duration.class, Converters::duration);
        Failures failures = new Failures(root);
        line.setExecutionExceptionHandler(failures);
        line.setParameterExceptionHandler(failures);
        return line.execute(arguments);
    }
}
