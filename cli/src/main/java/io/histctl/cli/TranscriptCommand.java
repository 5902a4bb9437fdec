package io.histctl.cli;

import io.histctl.HistoryStore;
import io.histctl.error.InvalidInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code histctl transcript}: attaches what a user said. */
@Command(
        name = "transcript",
        description = "Attaches what a user said in a turn, or replaces it.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class TranscriptCommand implements Callable<Integer> {
    private final HistctlCommand root;

    @Parameters(index = "0", paramLabel = "CONVERSATION", description = "the conversation")
    private String conversation = "";

    @Parameters(index = "1", paramLabel = "POSITION", description = "the turn, as histctl show numbers it")
    private int position;

    @Parameters(index = "2", paramLabel = "FILE", description = "the words, as text in UTF-8; - for stdin")
    private String file = "";

    TranscriptCommand(HistctlCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() throws IOException {
        String text = decode(FileArgument.read(file, root.surroundings()));
        try (HistoryStore store = root.open()) {
            store.conversation(conversation).transcribe(position, text);
            root.surroundings()
                    .out()
                    .println("attached the transcript of turn " + position + " in " + Printable.line(conversation));
            return 0;
        }
    }

    private String decode(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InvalidInputException(FileArgument.name(file) + " is no text in UTF-8; save it as UTF-8", e);
        }
    }
}
