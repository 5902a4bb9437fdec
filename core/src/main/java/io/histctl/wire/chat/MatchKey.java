package io.histctl.wire.chat;

import io.histctl.model.Hash;
import io.histctl.model.Message;
import io.histctl.model.Part;
import io.histctl.model.Role;
import io.histctl.model.ToolCall;
import io.histctl.model.Turn;
import io.histctl.model.Words;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Key for matching a request message to a stored turn: 64 bits of a hash of its content. Content as a string and the same
 * text as a part have the same key. The key of an assistant's audio depends on its id alone.
 */
@API(status = API.Status.INTERNAL)
public final class MatchKey {
    private MatchKey() {}

    /** The key of a message as it was sent. */
    public static long of(Message message, byte @Nullable [] idHash) {
        StringBuilder text = new StringBuilder().append(message.role());
        if (message.role() != Role.ASSISTANT && message.name() != null) {
            field(text, "name", message.name());
        }
        if (idHash != null) {
            field(text, "id", Hash.hex(idHash));
        } else {
            parts(text, message.parts());
        }
        for (ToolCall call : message.toolCalls()) {
            field(text, "call", call.id().isEmpty() ? call.name() + " " + call.arguments() : call.id());
        }
        if (message.toolCallId() != null) {
            field(text, "answers", message.toolCallId());
        }
        return ByteBuffer.wrap(Hash.of(text.toString())).getLong();
    }

    /**
     * The key of a spoken reply that is quoted in words; null if its words are unknown, or tool calls allow other forms
     * too.
     */
    public static @Nullable Long ofWords(Message message) {
        String spoken = message.audioTranscript();
        return spoken == null || spoken.isBlank() || !message.toolCalls().isEmpty()
                ? null
                : (Long) of(inWords(message, spoken), null);
    }

    /** The keys of the other forms in which an export or an app may send this turn again. */
    public static Set<Long> others(Turn turn, byte @Nullable [] idHash) {
        Set<Long> keys = new HashSet<>();
        Message message = turn.message();
        if (message.role() == Role.ASSISTANT) {
            Message inWords = turn.audio() == null
                    ? message
                    : inWords(
                            message,
                            Words.ofAssistant(
                                    message.audioTranscript(),
                                    turn.audio().speech().length()));
            keys.add(of(inWords, null));
            if (turn.audio() != null
                    && (message.audioTranscript() == null
                            || message.audioTranscript().isBlank())) {
                keys.add(of(inWords(message, ""), null)); // an app without a transcript sends empty content
            }
            if (!message.toolCalls().isEmpty()) {
                keys.add(of(withoutCalls(inWords), null));
                keys.add(of(withoutCalls(message), idHash));
                keys.add(of(onlyCalls(message), null));
            }
        } else {
            List<Message> forms = new ArrayList<>(Words.withoutExpired(message));
            forms.forEach(form -> keys.add(of(form, null)));
            forms.add(message);
            for (Message form : forms) {
                keys.add(of(Words.withoutSound(form, turn.transcript(), sound -> true), null));
                keys.add(of(Words.withoutSound(form, turn.transcript(), sound -> !sound.kept()), null));
            }
        }
        return keys;
    }

    private static Message inWords(Message message, String words) {
        return message.text().isEmpty()
                ? new Message(
                        message.role(), message.name(), List.of(new Part.Text(words)), message.toolCalls(), null, null)
                : message;
    }

    private static Message withoutCalls(Message message) {
        return new Message(message.role(), message.name(), message.parts(), List.of(), null, null);
    }

    private static Message onlyCalls(Message message) {
        return new Message(message.role(), message.name(), List.of(), message.toolCalls(), null, null);
    }

    private static void parts(StringBuilder text, List<Part> parts) {
        boolean afterText = false;
        for (Part part : parts) {
            if (part instanceof Part.Text written) {
                if (written.text().isEmpty()) {
                    continue;
                }
                text.append(afterText ? "\n" : "\0text ").append(written.text());
            } else if (part instanceof Part.Refusal refusal) {
                field(text, "refusal", refusal.text());
            } else if (part instanceof Part.Sound sound) {
                field(text, "sound", sound.hash());
            } else if (part instanceof Part.Image image) {
                field(text, "image", image.fingerprint());
            } else if (part instanceof Part.File file) {
                field(text, "file", file.fingerprint());
            } else if (part instanceof Part.Other other) {
                field(text, other.type(), other.fingerprint());
            }
            afterText = part instanceof Part.Text;
        }
    }

    private static void field(StringBuilder text, String name, String value) {
        text.append('\0').append(name).append(' ').append(value);
    }
}
