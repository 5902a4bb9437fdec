package io.histctl.model;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one message says. The raw JSON beside it keeps what this leaves out.
 *
 * @param name the speaker's name, where the message gives one
 * @param answers the tool call id that a tool message answers
 * @param spoken the transcript of an assistant's audio; null where the message has no audio or no transcript
 */
public record Message(
        Role role,
        @Nullable String name,
        List<Part> parts,
        List<ToolCall> toolCalls,
        @Nullable String answers,
        @Nullable String spoken) {
    public Message {
        parts = List.copyOf(parts);
        toolCalls = List.copyOf(toolCalls);
    }

    /** The written words, parts joined by a line break; refusals are not among them. */
    public String text() {
        return parts.stream()
                .filter(Part.Text.class::isInstance)
                .map(part -> ((Part.Text) part).text())
                .collect(Collectors.joining("\n"));
    }

    /** The words of a refusal, empty where there was none. */
    public String refusal() {
        return parts.stream()
                .filter(Part.Refusal.class::isInstance)
                .map(part -> ((Part.Refusal) part).text())
                .collect(Collectors.joining("\n"));
    }

    /** The parts that are sound. */
    public List<Part.Sound> sounds() {
        return parts.stream()
                .filter(Part.Sound.class::isInstance)
                .map(Part.Sound.class::cast)
                .toList();
    }
}
