package io.histctl.wire.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.histctl.error.InvalidInputException;
import io.histctl.error.Remedy;
import io.histctl.model.Usage;
import io.histctl.wire.Fields;
import io.histctl.wire.Json;
import io.histctl.wire.SseParser;
import java.time.Instant;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A streamed reply, put together from its chunks in any legal order, from bytes that may be cut anywhere. Chunks
 * without {@code choices}, without a finish reason, without usage and without {@code [DONE]} are all seen in
 * recordings.
 *
 * <p>Not safe for use by several threads.
 */
@API(status = API.Status.INTERNAL)
public final class ChatStream {
    private final SseParser events = new SseParser();
    private final DeltaMessage message = new DeltaMessage();
    private final @Nullable Integer number;
    private final boolean keepSound;
    private final @Nullable String audioFormat;
    private @Nullable Integer seenChoice;
    private @Nullable String responseId;
    private @Nullable String model;
    private @Nullable Instant created;
    private @Nullable String finishReason;
    private byte @Nullable [] usageJson;
    private @Nullable Usage usage;
    private boolean done;
    private boolean failed;
    private int count;
    private long size;

    /**
     * @param choice the index of the choice to take; null: the stream has only one
     * @param keepSound whether the sound of the reply is kept
     * @param audioFormat that the request asked for, where known
     */
    public ChatStream(@Nullable Integer choice, boolean keepSound, @Nullable String audioFormat) {
        this.number = choice;
        this.keepSound = keepSound;
        this.audioFormat = audioFormat;
    }

    /**
     * Takes the next bytes of the stream. Behind {@code [DONE]}, or an error sent in it or thrown here, nothing
     * more is taken.
     *
     * @return whether what is known of the reply has changed
     * @throws InvalidInputException where an event that has ended is no JSON or has a wrong type, or the stream is
     *     larger than a document may be
     */
    public boolean accept(byte[] bytes) {
        if (done || failed) {
            return false;
        }
        try {
            return events(bytes);
        } catch (InvalidInputException e) {
            failed = true; // what follows would be put together over a hole
            throw e;
        }
    }

    private boolean events(byte[] bytes) {
        size += bytes.length;
        if (size > Json.MAX_BYTES) {
            throw new InvalidInputException(
                    "the stream is larger than " + (Json.MAX_BYTES >> 20) + " MiB; what came before is kept");
        }
        boolean[] changed = {false};
        events.accept(bytes, data -> changed[0] |= event(data));
        return changed[0];
    }

    /**
     * The reply as far as it came; an event that was cut in the middle is dropped. Ends the stream.
     *
     * @throws InvalidInputException where a whole stream does not have the choice that was named
     */
    public ChatReply end() {
        byte[] rest = events.rest();
        if (rest != null) {
            try {
                event(rest);
            } catch (InvalidInputException cutInTheMiddle) {
                // what came before stays
            }
        }
        if (done && number != null && seenChoice == null) {
            throw new InvalidInputException("the stream has no choice " + number);
        }
        return reply(!isComplete());
    }

    /** The reply as far as it has come: incomplete up to its {@code [DONE]}, for usage may follow the last word. */
    public ChatReply soFar() {
        return reply(failed || !done);
    }

    /** Whether the end was said, behind which nothing comes. */
    public boolean isDone() {
        return done;
    }

    private ChatReply reply(boolean incomplete) {
        byte[] json = message.json();
        return new ChatReply(
                json == null ? null : ChatMessage.of(Json.read(json, "the reply"), "the reply", keepSound, audioFormat),
                responseId,
                model,
                created,
                finishReason,
                usageJson,
                usage,
                incomplete);
    }

    private boolean isComplete() {
        return !failed && (done || (message.hasAudio() ? message.expiresAt() != null : finishReason != null));
    }

    private boolean event(byte[] data) {
        if (done || failed) {
            return false;
        }
        count++;
        if (isDone(data)) {
            done = true;
            return true;
        }
        String path = "event " + count + " of the stream";
        JsonNode tree = Json.tree(Json.read(data, path));
        return chunk(Fields.of(tree, path));
    }

    private boolean chunk(Fields chunk) {
        if (chunk.get("error") != null) {
            failed = true;
            return false;
        }
        responseId = responseId == null ? chunk.stringOrNull("id") : responseId;
        model = model == null ? chunk.stringOrNull("model") : model;
        created = created == null ? chunk.secondsOrNull("created") : created;
        boolean changed = usage(chunk);
        JsonNode choices = chunk.arrayOrNull("choices");
        for (int i = 0; choices != null && i < choices.size(); i++) {
            changed |= choice(Fields.of(choices.get(i), chunk.path("choices") + "[" + i + "]"));
        }
        return changed;
    }

    private boolean usage(Fields chunk) {
        Fields reported = chunk.objectOrNull("usage");
        if (reported == null) {
            return false;
        }
        usage = UsageReader.read(reported);
        usageJson = chunk.bytes("usage");
        return true;
    }

    private boolean choice(Fields choice) {
        Long given = choice.wholeOrNull("index");
        int index = given == null ? 0 : given.intValue();
        if (number != null && index != number) {
            return false;
        }
        if (number == null && seenChoice != null && seenChoice != index) {
            throw new InvalidInputException(
                    "the stream has several choices; name the one that the app continued with, by its index",
                    Remedy.NAME_CHOICE);
        }
        seenChoice = index;
        String reason = choice.stringOrNull("finish_reason");
        finishReason = reason == null ? finishReason : reason;
        Fields delta = choice.objectOrNull("delta");
        return (delta != null && message.add(delta, keepSound)) || reason != null;
    }

    private static boolean isDone(byte[] data) {
        return new String(data, java.nio.charset.StandardCharsets.US_ASCII)
                .strip()
                .equals("[DONE]");
    }
}
