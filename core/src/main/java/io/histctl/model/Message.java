package io.histctl.model;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
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
        return joined(part -> part instanceof Part.Text text ? text.text() : null);
    }

    /** The words of a refusal, empty where there was none. */
    public String refusal() {
        return joined(part -> part instanceof Part.Refusal refusal ? refusal.text() : null);
    }

    /** The parts that are sound. */
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
