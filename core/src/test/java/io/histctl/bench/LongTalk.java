package io.histctl.bench;

import io.histctl.model.Message;
import io.histctl.model.Part;
import io.histctl.model.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A conversation of a given length: the project's own conversations one after another, with other names each time. */
final class LongTalk {
    private static final Pattern NAME = Pattern.compile("(?<=[a-z,] )(\\p{Lu}\\p{Ll}+)");

    private LongTalk() {}

    static List<Turn> of(int words, List<Conversation> conversations) {
        List<Turn> turns = new ArrayList<>();
        int length = 0;
        for (int round = 0; length < words; round++) {
            for (Turn turn : conversations.get(round % conversations.size()).turns()) {
                String text = renamed(turn.message().text(), round / conversations.size());
                length += Conversation.words(text);
                turns.add(turn(turns.size() + 1, turn, text));
            }
        }
        return turns;
    }

    private static String renamed(String text, int round) {
        return NAME.matcher(text).replaceAll(name -> name.group() + (char) ('a' + round));
    }

    private static Turn turn(int position, Turn turn, String text) {
        Message said = turn.message();
        Message message = new Message(
                said.role(),
                said.name(),
                List.of(new Part.Text(text)),
                said.toolCalls(),
                said.toolCallId(),
                said.audioTranscript());
        return new Turn(position, turn.saidAt(), turn.standing(), false, message, null, null, null);
    }
}
