package io.histctl.summary.transcript;

import io.histctl.model.AudioRef;
import io.histctl.model.Message;
import io.histctl.model.Role;
import io.histctl.model.ToolCall;
import io.histctl.model.Turn;
import io.histctl.model.Words;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * A turn as one line of a transcript, safe to quote.
 *
 * @param at when the turn was said
 * @param speaker the label of the line, with a colon: a name, or the role
 * @param text the words, in which " / " stands for a line break
 */
@API(status = API.Status.INTERNAL)
public record SpeakerLine(Role role, Instant at, String speaker, String text) {
    private static final int MAX_NAME = 40;

    /** A name must not begin like the mark of an omission or a heading. */
    private static final Pattern UNSAFE_START = Pattern.compile("^[\\s\\p{C}\\p{Z}…\\[]+");

    /** Every turn that has words, with all of them. */
    public static List<SpeakerLine> complete(List<Turn> turns) {
        return turns.stream()
                .map(turn -> of(
                        turn,
                        speaker(turn.message()),
                        words(turn, turn.message().toolCalls())))
                .filter(line -> !line.text.isEmpty())
                .toList();
    }

    /**
     * The same, but a tool's result names its call in the label, so that only calls without a result have a line of
     * their own.
     */
    public static List<SpeakerLine> condensed(List<Turn> turns) {
        ToolResults tools = new ToolResults(turns);
        List<SpeakerLine> lines = new ArrayList<>();
        for (Turn turn : turns) {
            Message message = turn.message();
            String speaker = ToolResults.isResult(message) ? tools.speaker(turn) : speaker(message);
            SpeakerLine line = of(turn, speaker, words(turn, tools.withoutResult(message)));
            if (!line.text.isEmpty()) {
                lines.add(line);
            }
        }
        return lines;
    }

    /** The first {@code max} characters of a text, or one fewer rather than half a surrogate pair. */
    public static String truncate(String text, int max) {
        int end = Math.min(max, text.length());
        boolean split = end > 0 && end < text.length() && Character.isHighSurrogate(text.charAt(end - 1));
        return text.substring(0, split ? end - 1 : end);
    }

    /** The line as it is quoted: {@code User: Hello.} */
    @Override
    public String toString() {
        return speaker + " " + text;
    }

    private static SpeakerLine of(Turn turn, String speaker, String words) {
        return new SpeakerLine(turn.role(), turn.saidAt(), speaker, Quotation.line(words));
    }

    private static String speaker(Message message) {
        String name = message.name() == null
                ? ""
                : Quotation.line(
                        UNSAFE_START.matcher(message.name().replace(':', ' ')).replaceFirst(""));
        String role = message.role().toString();
        String label = role.substring(0, 1).toUpperCase(Locale.ROOT) + role.substring(1);
        boolean named = !name.isBlank()
                && !imitatesRole(name)
                && (message.role() == Role.USER || message.role() == Role.ASSISTANT);
        return (named ? truncate(name, MAX_NAME) : label) + ":";
    }

    /** Whether a name looks like that of a role, so that its bearer would speak for another. */
    private static boolean imitatesRole(String name) {
        String letters = Normalizer.normalize(name, Normalizer.Form.NFKD).replaceAll("[^\\p{L}\\p{N}]", "");
        return Arrays.stream(Role.values()).anyMatch(role -> role.toString().equalsIgnoreCase(letters));
    }

    private static String words(Turn turn, List<ToolCall> toolCalls) {
        Message message = turn.message();
        String said = turn.audio() != null && message.text().isEmpty()
                ? Words.ofAssistant(
                        message.audioTranscript(), turn.audio().speech().length())
                : Words.of(message, turn.transcript());
        String refused = message.refusal().isEmpty() ? "" : "[refused] " + message.refusal();
        String calls = toolCalls.stream().map(SpeakerLine::call).collect(Collectors.joining(" "));
        return Stream.of(said, heard(turn), refused, calls, turn.incomplete() ? "[broken off]" : "")
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining(" "));
    }

    private static String heard(Turn turn) {
        AudioRef audio = turn.audio();
        return audio == null || audio.speech().heard() == null
                ? ""
                : "[the user heard "
                        + Words.heard(audio.speech().heard(), audio.speech().length()) + "]";
    }

    private static String call(ToolCall call) {
        return "[calls " + call.name() + " " + call.arguments() + "]";
    }
}
