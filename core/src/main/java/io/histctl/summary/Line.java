package io.histctl.summary;

import io.histctl.model.AudioRef;
import io.histctl.model.Message;
import io.histctl.model.Role;
import io.histctl.model.ToolCall;
import io.histctl.model.Turn;
import io.histctl.model.Words;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One turn as a line of the record.
 *
 * @param speaker who says it, with a colon
 * @param words what was said, fit to be quoted
 */
record Line(String speaker, String words) {
    private static final int LONGEST_NAME = 40;

    static List<Line> of(List<Turn> turns) {
        return turns.stream()
                .map(turn -> new Line(speaker(turn.message()), SummaryMessage.quotable(words(turn))))
                .filter(line -> !line.words.isEmpty())
                .toList();
    }

    String whole() {
        return speaker + " " + words;
    }

    private static String speaker(Message message) {
        String name = message.name() == null
                ? ""
                : SummaryMessage.quotable(message.name().replace(':', ' '));
        String role = message.role().toString();
        String label = role.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + role.substring(1);
        boolean named = !name.isEmpty() && (message.role() == Role.USER || message.role() == Role.ASSISTANT);
        return (named ? name.substring(0, Math.min(LONGEST_NAME, name.length())) : label) + ":";
    }

    private static String words(Turn turn) {
        Message message = turn.message();
        String said = turn.audio() != null && message.text().isEmpty()
                ? Words.ofAssistant(message.spoken(), turn.audio().length())
                : Words.of(message, turn.transcript());
        String refused = message.refusal().isEmpty() ? "" : "[refused] " + message.refusal();
        String calls = message.toolCalls().stream().map(Line::call).collect(Collectors.joining(" "));
        return List.of(said, heard(turn), refused, calls, turn.incomplete() ? "[broken off]" : "").stream()
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining(" "));
    }

    private static String heard(Turn turn) {
        AudioRef audio = turn.audio();
        return audio == null || audio.heard() == null
                ? ""
                : "[the user heard " + Words.heard(audio.heard(), audio.length()) + "]";
    }

    private static String call(ToolCall call) {
        return "[calls " + call.name() + " " + call.arguments() + "]";
    }
}
