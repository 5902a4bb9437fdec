package io.histctl.cli;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.histctl.fuzz.Pieces;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Several calls, one argument per line; standard input is the first piece. */
class CommandLineFuzzTest {
    @DictionaryFile(resourcePath = "arguments.dict")
    @FuzzTest
    void call(byte[] input) {
        List<byte[]> pieces = Pieces.of(input, 6);
        List<String[]> calls =
                pieces.stream().skip(1).map(CommandLineFuzzTest::arguments).toList();
        if (calls.isEmpty() || calls.stream().flatMap(Stream::of).anyMatch(CommandLineFuzzTest::leadsOutside)) {
            return;
        }
        Shell shell = new Shell();
        try {
            calls.forEach(arguments -> shell.run(pieces.get(0), arguments));
        } finally {
            shell.close();
        }
    }

    private static String[] arguments(byte[] lines) {
        return new String(lines, StandardCharsets.UTF_8).split("\n", -1);
    }

    /** Another folder, or the network, which a test must not touch. */
    private static boolean leadsOutside(String argument) {
        return argument.contains("/")
                || argument.contains("..")
                || argument.toLowerCase(java.util.Locale.ROOT).contains("openai");
    }
}
