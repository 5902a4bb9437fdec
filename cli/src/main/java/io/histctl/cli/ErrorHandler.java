package io.histctl.cli;

import io.histctl.HistoryStore;
import io.histctl.cli.view.Printable;
import io.histctl.cli.view.RemedyText;
import io.histctl.cli.view.Suggestion;
import io.histctl.cli.view.UsageText;
import io.histctl.error.HistoryException;
import io.histctl.error.NotFoundException;
import io.histctl.error.Remedy;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/** Turns a failure into one sentence and an exit status. */
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
        line.getErr().println("histctl: " + Printable.line(sentence(failure, parsed)));
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

    private String sentence(Exception failure, ParseResult parsed) {
        String message = failure.getMessage() == null ? "no reason given" : failure.getMessage();
        if (failure instanceof NotFoundException missing && missing.remedy() == Remedy.LIST_CONVERSATIONS) {
            return conversation(parsed).map(this::unknownConversation).orElse(message);
        }
        if (failure instanceof HistoryException known) {
            return message + RemedyText.of(known.remedy());
        }
        if (failure instanceof NoSuchFileException) {
            return message + " does not exist; check the path";
        }
        if (failure instanceof AccessDeniedException) {
            return message + " can't be accessed; check its permissions";
        }
        if (failure instanceof TypeConversionException) {
            return message;
        }
        if (failure instanceof IOException || failure instanceof UncheckedIOException) {
            return "reading or writing failed (" + message + "); check the path and the disk";
        }
        return "histctl failed because of a bug; what was stored is safe. Repeat the command with"
                + " --stacktrace and report what it prints";
    }

    /** The conversation that a call names. */
    private static Optional<String> conversation(ParseResult parsed) {
        ParseResult command = parsed.hasSubcommand() ? parsed.subcommand() : parsed;
        return command.matchedArgs().stream()
                .filter(ErrorHandler::isConversation)
                .flatMap(argument -> argument.originalStringValues().stream())
                .findFirst();
    }

    private static boolean isConversation(ArgSpec argument) {
        return argument.paramLabel().equals("CONVERSATION")
                || (argument instanceof OptionSpec option
                        && option.longestName().equals("--conversation"));
    }

    private String unknownConversation(String name) {
        try (HistoryStore store = root.open()) {
            return "there is no conversation '" + name + "' in " + root.location()
                    + Suggestion.text(name, store.conversationIds()) + RemedyText.of(Remedy.LIST_CONVERSATIONS);
        }
    }
}
