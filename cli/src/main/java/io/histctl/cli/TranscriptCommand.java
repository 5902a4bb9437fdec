package io.histctl.cli;

import io.histctl.HistoryStore;
import io.histctl.cli.view.Printable;
import io.histctl.error.InvalidInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;

/** {@code histctl transcript}: attaches what a user said. */
final class TranscriptCommand implements Callable<Integer> {
    private final HistctlCommand root;
    private final ArgumentValue<String> conversation;
    private final ArgumentValue<Long> position;
    private final ArgumentValue<String> file;

    TranscriptCommand(HistctlCommand root, CommandBuilder arguments) {
        this.root = root;
        conversation = arguments.conversation();
        position = arguments.parameter("POSITION", Converters::whole, "the turn, as histctl show numbers it");
        file = arguments.parameter("FILE", text -> text, "the words, as text in UTF-8; - for stdin");
    }

    @Override
    public Integer call() throws IOException {
        String text = decode(FileArgument.read(file.value(), root.context()));
        try (HistoryStore store = root.open()) {
            if (!store.conversation(conversation.value()).transcribe(position.value(), text)) {
                root.context().err().println(CliContext.STILL_IN_THE_LOG);
            }
            root.context()
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
