package io.histctl.cli;

import io.histctl.HistoryStore;
import io.histctl.cli.view.Printable;
import io.histctl.error.InvalidInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;

/** {@code histctl transcript}: attaches the words of a spoken user turn. */
final class TranscriptCommand implements Callable<Integer> {
    private final HistctlCommand root;
    private final ArgumentValue<String> conversation;
    private final ArgumentValue<Long> position;
    private final ArgumentValue<String> file;

    TranscriptCommand(HistctlCommand root, CommandBuilder arguments) {
        this.root = root;
        arguments.description(
                "Speech arrives without its words; a summary quotes the attached ones. Replaces earlier words.");
        conversation = arguments.conversation();
        position = arguments.parameter("POSITION", Converters::whole, "the turn's number in histctl show");
        file = arguments.parameter("FILE", text -> text, "the words, as UTF-8 text; - for stdin");
        arguments.examples("histctl transcript kitchen 2 words.txt");
    }

    @Override
    public Integer call() throws IOException {
        String text = decode(FileArgument.read(file.value(), root.context()));
        try (HistoryStore store = root.open()) {
            if (!store.conversation(conversation.value()).transcribe(position.value(), text)) {
                root.inform(CliContext.STILL_IN_THE_LOG);
            }
            root.confirm("attached the transcript of turn " + position.value() + " in "
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
                    FileArgument.name(file.value()) + " is not UTF-8 text; save it as UTF-8", e);
        }
    }
}
