package io.histctl.cli;

import io.histctl.HistoryStore;
import io.histctl.cli.view.Printable;
import io.histctl.media.Media;
import io.histctl.model.Words;
import java.io.IOException;
import java.util.concurrent.Callable;

/** {@code histctl sound}: writes the sound of a turn to a file. */
final class SoundCommand implements Callable<Integer> {
    private final HistctlCommand root;
    private final ArgumentValue<String> conversation;
    private final ArgumentValue<Long> position;
    private final ArgumentValue<String> file;
    private final ArgumentValue<Long> number;
    private final ArgumentValue<Boolean> force;

    SoundCommand(HistctlCommand root, CommandBuilder arguments) {
        this.root = root;
        arguments.description(
                "What users said is kept; replies are kept if they were recorded with --keep-sound. Raw pcm16 becomes",
                "a WAV file; any other format is written as it was recorded.");
        conversation = arguments.conversation();
        position = arguments.parameter("POSITION", Converters::whole, "the turn's number in histctl show");
        file = arguments.parameter("FILE", text -> text, "the file to write; - for stdout");
        number = arguments.option("N", Converters::whole, "1", "which sound, if the turn contains several", "--number");
        force = arguments.flag("overwrite the file if it exists", "-f", "--force");
        arguments.examples("histctl sound kitchen 2 question.mp3");
    }

    @Override
    public Integer call() throws IOException {
        String target = file.value();
        FileArgument.ensureUnused(target, root.location().files());
        if (!force.value()) {
            FileArgument.ensureNew(target);
        }
        try (HistoryStore store = root.open()) {
            Media sound = store.conversation(ConversationName.find(store, conversation.value()))
                    .sound(position.value(), number.value().intValue());
            FileArgument.write(target, root.context(), out -> {
                out.write(sound.bytes());
                return sound;
            });
            root.inform("wrote " + describe(sound) + " to " + Printable.line(target.equals("-") ? "stdout" : target));
        }
        return 0;
    }

    private static String describe(Media sound) {
        return (sound.length() == null ? "" : Words.seconds(sound.length()) + " of ") + sound.type();
    }
}
