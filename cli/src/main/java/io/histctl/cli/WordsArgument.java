package io.histctl.cli;

import io.histctl.error.InvalidInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The words of a speech as an argument: a file with them, or the words themselves. */
final class WordsArgument {
    private static final Pattern FILE_NAME = Pattern.compile("\\S*(/|\\.[A-Za-z]\\w{0,4})\\S*");

    private WordsArgument() {}

    static String read(String argument, CliContext context) throws IOException {
        if (argument.equals("-") || isFile(argument)) {
            return text(argument, context);
        }
        if (FILE_NAME.matcher(argument).matches()) {
            throw new InvalidInputException("there is no file " + argument
                    + "; check the path, or put the words into a file if these are the words");
        }
        return argument;
    }

    /** The text of a file. */
    static String text(String file, CliContext context) throws IOException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(FileArgument.read(file, context)))
                    .toString()
                    .replaceFirst("^\uFEFF", "");
        } catch (CharacterCodingException e) {
            throw new InvalidInputException(FileArgument.name(file) + " is not UTF-8 text; save it as UTF-8", e);
        }
    }

    private static boolean isFile(String argument) {
        try {
            return Files.exists(Path.of(argument));
        } catch (InvalidPathException words) {
            return false;
        }
    }
}
