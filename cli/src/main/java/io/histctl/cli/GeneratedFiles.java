package io.histctl.cli;

import io.histctl.cli.manual.ManPage;
import io.histctl.cli.manual.Shell;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Writes the man pages and completion scripts that packages install; the build runs it. */
final class GeneratedFiles {
    private GeneratedFiles() {}

    /** Argument: the folder to write to. */
    public static void main(String[] arguments) throws Exception {
        write(program(), Path.of(arguments[0]));
    }

    /** The declarations of all commands. */
    static CommandLine program() {
        PrintStream nowhere = Main.printer(OutputStream.nullOutputStream());
        return Program.commandLine(new CliContext(
                InputStream.nullInputStream(),
                nowhere,
                nowhere,
                Map.of(),
                Clock.systemUTC(),
                new Terminal(false, false)));
    }

    private static void write(CommandLine program, Path folder) throws Exception {
        CommandSpec spec = program.getCommandSpec();
        String version = spec.versionProvider().getVersion()[0];
        List<CommandSpec> pages = new ArrayList<>(List.of(spec));
        program.getSubcommands().values().forEach(command -> pages.add(command.getCommandSpec()));
        Path manual = Files.createDirectories(folder.resolve("man"));
        for (CommandSpec page : pages) {
            Files.writeString(manual.resolve(ManPage.name(page) + ".1"), ManPage.of(page, version));
        }
        for (Shell shell : Shell.values()) {
            Path scripts = Files.createDirectories(folder.resolve(shell.name().toLowerCase(Locale.ROOT)));
            Files.writeString(scripts.resolve(shell.file()), shell.script(program));
        }
    }
}
