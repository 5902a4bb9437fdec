package io.histctl.summary;

import io.histctl.model.AudioRef;
import io.histctl.model.Message;
import io.histctl.model.Role;
import io.histctl.model.ToolCall;
import io.histctl.model.Turn;
import io.histctl.model.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One turn as a line of the record.
 *
 * @param speaker who says it, with a colon
 * @param words what was said, fit to be quoted
 */
record Line(Role role, Instant at, String speaker, String words) {
    private static final int LONGEST_NAME = 40;

    /** Every turn that says something, with all that it says. */
    static List<Line> whole(List<Turn> turns) {
        return turns.stream()
                .map(turn -> of(
                        turn,
                        speaker(turn.message()),
                        words(turn, turn.message().toolCalls())))
                .filter(line -> !line.words.isEmpty())
                .toList();
    }

    /** The same with a tool's answer as one line that names the call; a call stands alone only where it has no answer. */
    static List<Line> brief(List<Turn> turns) {
        ToolNames tools = new ToolNames(turns);
        List<Line> lines = new ArrayList<>();
        for (Turn turn : turns) {
            Message message = turn.message();
            String speaker = tools.isAnswer(message) ? tools.speaker(turn) : speaker(message);
            Line line = of(turn, speaker, words(turn, tools.unanswered(message)));
            if (!line.words.isEmpty()) {
                lines.add(line);
            }
        }
        return lines;
    }

    String whole() {
        return speaker + " " + words;
    }

    private static Line of(Turn turn, String speaker, String words) {
        return new Line(turn.role(), turn.saidAt(), speaker, SummaryMessage.quotable(words));
    }

    private static String speaker(Message message) {
        String name = message.name() == null
                ? ""
                : SummaryMessage.quotable(message.name().replace(':', ' '));
        String role = message.role().toString();
        String label = role.substring(0, 1).toUpperCase(Locale.ROOT) + role.substring(1);
        boolean named =
                !name.isBlank() && !isTaken(name) && (message.role() == Role.USER || message.role() == Role.ASSISTANT);
        return (named ? beginning(name, LONGEST_NAME) : label) + ":";
    }

    /** Whether a name is that of a role, by which its bearer would speak for another. */
    private static boolean isTaken(String name) {
        return Arrays.stream(Role.values()).anyMatch(role -> role.toString().equalsIgnoreCase(name.strip()));
    }

    /** At most so many characters of a text, no pair of surrogates torn. */
    static String beginning(String text, int most) {
        int end = Math.min(most, text.length());
        boolean torn = end > 0 && end < text.length() && Character.isHighSurrogate(text.charAt(end - 1));
        return text.substring(0, torn ? end - 1 : end);
    }

    private static String words(Turn turn, List<ToolCall> toolCalls) {
        Message message = turn.message();
        String said = turn.audio() != null && message.text().isEmpty()
                ? Words.ofAssistant(message.spoken(), turn.audio().length())
                : Words.of(message, turn.transcript());
        String refused = message.refusal().isEmpty() ? "" : "[refused] " + message.refusal();
        String calls = toolCalls.stream().map(Line::call).collect(Collectors.joining(" "));
        return Stream.of(said, heard(turn), refused, calls, turn.incomplete() ? "[broken off]" : "")
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
