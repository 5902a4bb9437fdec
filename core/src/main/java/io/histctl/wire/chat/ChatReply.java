package io.histctl.wire.chat;

import io.histctl.model.Usage;
import java.time.Instant;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A reply; from an interrupted stream, the part that was received.
 *
 * @param message null if a stream ended before its first word
 * @param incomplete whether its stream was interrupted
 * @param error that ended the stream; null if there was none
 * @param notes what was unreadable and counts as missing
 */
@API(status = API.Status.INTERNAL)
public record ChatReply(
        @Nullable ChatMessage message,
        ReplyHead head,
        boolean incomplete,
        @Nullable ChatError error,
        List<String> notes)
        implements ChatResponse {
    public ChatReply {
        notes = List.copyOf(notes);
    }

    /** The id of the response. */
    public @Nullable String responseId() {
        return head.responseId();
    }

    /** The model that replied. */
    public @Nullable String model() {
        return head.model();
    }

    /** When the reply was created by the server's clock. */
    public @Nullable Instant created() {
        return head.created();
    }

    /** Why the reply ended. */
    public @Nullable String finishReason() {
        return head.finishReason();
    }

    /** The token usage as received, a JSON object. */
    public byte @Nullable [] usageJson() {
        return head.usageJson();
    }

    /** The token usage. */
    public @Nullable Usage usage() {
        return head.usage();
    }

    /**
     * Identifies the reply, to recognize a duplicate: the response's id, else the audio id, else the words with the creation
     * time if it is known.
     */
    public @Nullable String identity() {
        String id = responseId();
        if (id != null) {
            return identity(id);
        }
        if (message == null) {
            return null;
        }
        String audio = message.audioId();
        if (audio != null) {
            return "audio " + audio;
        }
        Instant created = created();
        return created == null ? "words " + message.key() : "created " + created.getEpochSecond() + " " + message.key();
    }

    /** The identity of replies with this response id. */
    public static String identity(String responseId) {
        return "response " + responseId;
    }

    /** Whether it can be recognized by its words alone. */
    public boolean isNameless() {
        return responseId() == null && created() == null && (message == null || message.audioId() == null);
    }

    /** The size of message, usage and sound with an id, in bytes: what is stored of them. It grows with a stream. */
    public long size() {
        if (message == null) {
            return 0;
        }
        long sound = message.sound() == null || message.audioId() == null
                ? 0
                : message.sound().bytes();
        byte[] usage = usageJson();
        return message.template().json().length + sound + (usage == null ? 0 : usage.length);
    }
}
