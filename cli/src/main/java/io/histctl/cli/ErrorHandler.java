package io.histctl.cli;

import io.histctl.cli.view.Printable;
import io.histctl.cli.view.UsageText;
import io.histctl.error.HistoryException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/** Turns failures into a sentence and an exit code. */
final class ErrorHandler implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private final HistctlCommand root;

    ErrorHandler(HistctlCommand root) {
        this.root = root;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine line, ParseResult parsed) {
        if (failure instanceof ParameterException usage) {
            return handleParseException(usage, parsed.originalArgs().toArray(String[]::new));
        }
        line.getErr().println("histctl: " + Printable.line(sentence(failure)));
        if (root.stacktrace()) {
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            line.getErr().print(Printable.lines(trace.toString().replace("\t", "    ")));
        }
        return line.getCommandSpec().exitCodeOnExecutionException();
    }

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandLine line = failure.getCommandLine();
        String name = line.getCommandSpec().qualifiedName();
        line.getErr()
                .println("histctl: " + Printable.line(UsageText.of(failure, arguments)) + " (see " + name + " --help)");
        return line.getCommandSpec().exitCodeOnInvalidInput();
    }

    private static String sentence(Exception failure) {
        String message = failure.getMessage() == null ? "no reason given" : failure.getMessage();
        if (failure instanceof HistoryException) {
            return message;
        }
        if (failure instanceof NoSuchFileException) {
            return message + " does not exist; check the path";
        }
        if (failure instanceof AccessDeniedException) {
            return message + " may not be read or written; check its permissions";
        }
        if (failure instanceof TypeConversionException) {
            return message;
        }
        if (failure instanceof IOException || failure instanceof UncheckedIOException) {
            return "reading or writing failed (" + message + "); check the path and the disk";
        }
        return "something went wrong inside histctl, which is a bug; what was stored is safe, repeat the command with"
                + " --stacktrace and report what it prints";
    }
}
