package io.histctl.model;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * What one message says. The store keeps its JSON too, byte for byte.
 *
 * @param role who speaks
 * @param name the speaker's name; null if the message has none
 * @param parts its content
 * @param toolCalls the calls that it makes
 * @param toolCallId id of the tool call that a tool message answers; null for other messages
 * @param audioTranscript the transcript of an assistant's audio; null if it has no audio or no transcript
 */
public record Message(
        Role role,
        @Nullable String name,
        List<Part> parts,
        List<ToolCall> toolCalls,
        @Nullable String toolCallId,
        @Nullable String audioTranscript) {
    public Message {
        parts = List.copyOf(parts);
        toolCalls = List.copyOf(toolCalls);
    }

    /** The written words, without refusals; parts are joined by line breaks. */
    public String text() {
        return joined(part -> part instanceof Part.Text text ? text.text() : null);
    }

    /** The words of a refusal; empty if the model did not refuse. */
    public String refusal() {
        return joined(part -> part instanceof Part.Refusal refusal ? refusal.text() : null);
    }

    /** The parts that are speech. */
    public List<Part.Sound> sounds() {
        List<Part.Sound> sounds = new ArrayList<>();
        for (Part part : parts) {
            if (part instanceof Part.Sound sound) {
                sounds.add(sound);
            }
        }
        return sounds;
    }

    private interface Said {
        @Nullable
        String in(Part part);
    }

    private String joined(Said said) {
        StringJoiner all = new StringJoiner("\n");
        for (Part part : parts) {
            String words = said.in(part);
            if (words != null) {
                all.add(words);
            }
        }
        return all.toString();
    }
}
