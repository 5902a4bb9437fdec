package io.histctl.cli;

import io.histctl.HistoryStore;
import io.histctl.cli.view.Printable;
import java.io.IOException;
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
        String text = WordsArgument.text(file.value(), root.context());
        try (HistoryStore store = root.open()) {
            String id = ConversationName.find(store, conversation.value());
            if (!store.conversation(id).transcribe(position.value(), text)) {
                root.inform(CliContext.STILL_IN_THE_LOG);
            }
            root.confirm("attached the transcript of turn " + position.value() + " in " + Printable.line(id));
            return 0;
        }
    }
}
