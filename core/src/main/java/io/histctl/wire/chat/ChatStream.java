package io.histctl.wire.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.histctl.error.InvalidInputException;
import io.histctl.error.Remedy;
import io.histctl.model.Usage;
import io.histctl.wire.Fields;
import io.histctl.wire.Json;
import io.histctl.wire.Metadata;
import io.histctl.wire.Notes;
import io.histctl.wire.SseEvent;
import io.histctl.wire.SseParser;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
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
    private final Notes notes = new Notes();
    private final DeltaMessage message = new DeltaMessage(notes);
    private final @Nullable Integer number;
    private final boolean keepSound;
    private final @Nullable String audioFormat;
    private @Nullable Integer seenChoice;
    private ReplyHead head = ReplyHead.EMPTY;
    private @Nullable ChatError error;
    private boolean done;
    private boolean failed;
    private boolean cut;
    private byte lastByte;
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
     * Takes the next bytes of the stream. After {@code [DONE]}, or an error reported in it or thrown here, the rest is
     * ignored.
     *
     * @return whether what is known of the reply has changed
     * @throws InvalidInputException if an event that has ended is not JSON or has a wrong type, or the stream is larger
     *     than a document may be
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
        lastByte = bytes.length == 0 ? lastByte : bytes[bytes.length - 1];
        if (size > Json.MAX_BYTES) {
            throw new InvalidInputException(
                    "the stream is larger than " + (Json.MAX_BYTES >> 20) + " MiB; what came before is kept");
        }
        boolean[] changed = {false};
        events.accept(bytes, event -> changed[0] |= event(event));
        return changed[0];
    }

    /** Takes the chunks of a stream that were written as JSON, one a line. */
    void acceptLines(byte[] lines) {
        int start = 0;
        for (int i = 0; i <= lines.length; i++) {
            if (i == lines.length || lines[i] == '\n') {
                byte[] line = Arrays.copyOfRange(lines, start, i);
                if (!new String(line, StandardCharsets.UTF_8).isBlank()) {
                    acceptChunk(line);
                }
                start = i + 1;
            }
        }
    }

    /** Takes a chunk of a stream. */
    void acceptChunk(byte[] chunk) {
        event(new SseEvent("", chunk));
    }

    /**
     * Ends the stream and returns the reply as far as it came, or the error if nothing else came. An event that was
     * cut in the middle is dropped.
     *
     * @throws InvalidInputException if a whole stream does not contain the choice that was named
     */
    public ChatResponse end() {
        try {
            events.end(event -> event(event));
        } catch (InvalidInputException cutInTheMiddle) {
            cut = true; // what came before stays
        }
        cut |= count == 0 && lastByte != '\n' && lastByte != '\r';
        if (done && number != null && seenChoice == null) {
            throw new InvalidInputException("the stream has no choice " + number);
        }
        ChatReply reply = reply(!isComplete());
        return error != null && reply.message() == null ? error : reply;
    }

    /**
     * Ends a stream of which nothing more can come.
     *
     * @throws InvalidInputException if it contains no reply and did not break off before it, or does not contain the
     *     choice that was named
     */
    ChatResponse endOfWhole() {
        ChatResponse end = end();
        boolean brokeOff = !isComplete() && (cut || seenChoice != null);
        if (end instanceof ChatReply reply && reply.message() == null && !brokeOff) {
            throw new InvalidInputException(
                    "the stream contains no reply; record the stream as it was received, or the request alone");
        }
        return end;
    }

    /** The reply as far as it has come: incomplete up to its {@code [DONE]}, for usage may follow the last word. */
    public ChatReply soFar() {
        return reply(failed || !done);
    }

    /** Whether {@code [DONE]} came, after which nothing comes. */
    public boolean isDone() {
        return done;
    }

    private ChatReply reply(boolean incomplete) {
        byte[] json = message.json();
        return new ChatReply(
                json == null
                        ? null
                        : ChatMessage.ofReply(Json.read(json, "the reply"), "the reply", keepSound, audioFormat, notes),
                head,
                incomplete,
                error,
                notes.list());
    }

    private boolean isComplete() {
        return !failed && (done || (message.hasAudio() ? message.expiresAt() != null : head.finishReason() != null));
    }

    private boolean event(SseEvent event) {
        if (done || failed) {
            return false;
        }
        count++;
        if (isDone(event.data())) {
            done = true;
            return true;
        }
        boolean isError = event.type().equals("error");
        String path = "event " + count + " of the stream";
        JsonNode tree;
        try {
            tree = Json.tree(Json.read(event.data(), path));
        } catch (InvalidInputException noJson) {
            if (!isError) {
                throw noJson;
            }
            tree = Json.mapper().getNodeFactory().textNode(new String(event.data(), StandardCharsets.UTF_8));
        }
        boolean changed = tree.isObject() && chunk(Fields.of(tree, path), tree);
        fail(tree, isError, path);
        return changed;
    }

    /** An error ends the stream; what follows it would be joined over a hole. */
    private void fail(JsonNode event, boolean isError, String path) {
        JsonNode reported = isError ? Json.mapper().createObjectNode().set("error", event) : event;
        error = ChatError.in(reported);
        if (error == null && (isError || ChatApi.FAILED.equals(head.finishReason()))) {
            error = new ChatError("error", null, null, null, false);
        }
        failed = error != null;
        if (!failed && !event.isObject()) {
            throw Fields.wrong(event, path, "an object");
        }
    }

    private boolean chunk(Fields chunk, JsonNode tree) {
        Usage before = head.usage();
        head = head.plus(chunk.metadata(notes), tree.path("usage"));
        boolean changed = !Objects.equals(before, head.usage());
        JsonNode choices = chunk.arrayOrNull("choices");
        for (int i = 0; choices != null && i < choices.size(); i++) {
            changed |= choice(Fields.of(choices.get(i), chunk.path("choices") + "[" + i + "]"));
        }
        return changed;
    }

    private boolean choice(Fields choice) {
        Metadata metadata = choice.metadata(notes);
        Long given = metadata.whole("index");
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
        String reason = metadata.text("finish_reason");
        head = head.withFinishReason(reason);
        Fields delta = choice.objectOrNull("delta");
        return (delta != null && message.add(delta, keepSound)) || reason != null;
    }

    private static boolean isDone(byte[] data) {
        return new String(data, StandardCharsets.US_ASCII).strip().equals(ChatApi.DONE);
    }
}
