package io.histctl.cli;

import io.histctl.HistoryStore;
import io.histctl.error.InvalidInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;

/** {@code histctl transcript}: attaches what a user said. */
final class TranscriptCommand implements Callable<Integer> {
    private final HistctlCommand root;
    private final Argument<String> conversation;
    private final Argument<Long> position;
    private final Argument<String> file;

    TranscriptCommand(HistctlCommand root, Arguments arguments) {
        this.root = root;
        conversation = arguments.conversation();
        position = arguments.parameter("POSITION", Converters::whole, "the turn, as histctl show numbers it");
        file = arguments.parameter("FILE", text -> text, "the words, as text in UTF-8; - for stdin");
    }

    @Override
    public Integer call() throws IOException {
        String text = decode(FileArgument.read(file.value(), root.surroundings()));
        try (HistoryStore store = root.open()) {
            if (!store.conversation(conversation.value()).transcribe(position.value(), text)) {
                root.surroundings().err().println(Surroundings.STILL_IN_THE_LOG);
            }
            root.surroundings()
                    .out()
                    .println("attached the transcript of turn " + position.value() + " in "
                            + Printable.line(conversation.value()));
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
            throw new InvalidInputException(
                    FileArgument.name(file.value()) + " is no text in UTF-8; save it as UTF-8", e);
        }
    }
}
