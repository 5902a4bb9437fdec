package io.histctl.wire.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.histctl.error.InvalidInputException;
import io.histctl.wire.Fields;
import io.histctl.wire.Json;
import io.histctl.wire.Notes;
import io.histctl.wire.SoundExtent;
import io.histctl.wire.SseEvent;
import io.histctl.wire.SseParser;
import io.histctl.wire.audio.SoundLength;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Joins a streamed reply from its chunks, from bytes that may be split anywhere. Chunks without {@code choices}, and
 * streams without a finish reason, usage or {@code [DONE]}, all occur in recordings.
 *
 * <p>Not safe for use by several threads.
 */
@API(status = API.Status.INTERNAL)
public final class ChatStream {
    private final SseParser events = new SseParser(ChatApi.DONE);
    private final Notes notes = new Notes();
    private final DeltaChoice choice;
    private final @Nullable Integer index;
    private final boolean keepSound;
    private final @Nullable String audioFormat;
    private @Nullable ChatError error;
    private boolean done;
    private boolean failed;
    private boolean truncated;
    private byte lastByte;
    private int count;
    private long size;

    /**
     * @param choice index of the choice to take; null if the stream has only one
     * @param keepSound whether the sound of the reply is kept
     * @param audioFormat that the request asked for; null if unknown
     */
    public ChatStream(@Nullable Integer choice, boolean keepSound, @Nullable String audioFormat) {
        boolean countSound = !keepSound && SoundLength.PCM16.equals(audioFormat);
        this.choice = new DeltaChoice(choice, keepSound, countSound, notes);
        this.index = choice;
        this.keepSound = keepSound;
        this.audioFormat = audioFormat;
    }

    /**
     * Adds the next bytes of the stream. After {@code [DONE]}, an error in the stream or an exception, the rest is ignored.
     *
     * @return whether the reply changed
     * @throws InvalidInputException if an event is not JSON or has a wrong type, or the stream is larger than a document
     *     may be
     */
    public boolean accept(byte[] bytes) {
        if (done || failed) {
            return false;
        }
        try {
            return events(bytes);
        } catch (InvalidInputException e) {
            failed = true; // later chunks would be joined over a gap
            throw e;
        }
    }

    private boolean events(byte[] bytes) {
        size += bytes.length;
        lastByte = bytes.length == 0 ? lastByte : bytes[bytes.length - 1];
        if (size > Json.MAX_BYTES) {
            throw new InvalidInputException(
                    "the stream is larger than " + (Json.MAX_BYTES >> 20) + " MiB; what precedes the limit is kept");
        }
        boolean[] changed = {false};
        events.accept(bytes, event -> changed[0] |= event(event));
        return changed[0];
    }

    /** Adds chunks that were written as JSON Lines. */
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

    /** Adds one chunk. */
    void acceptChunk(byte[] chunk) {
        event(new SseEvent("", chunk));
    }

    /**
     * Ends the stream and returns what it contained of a reply, or its error if it contained nothing else. An incomplete
     * event at its end is dropped.
     *
     * @throws InvalidInputException if a complete stream does not contain the requested choice
     */
    public ChatResponse end() {
        try {
            events.end(event -> event(event));
        } catch (InvalidInputException incompleteEvent) {
            truncated = true;
        }
        truncated |= count == 0 && lastByte != '\n' && lastByte != '\r';
        if (done && index != null && !choice.isSeen()) {
            throw new InvalidInputException("the stream has no choice " + index);
        }
        ChatReply reply = reply(!isComplete());
        return error != null && reply.message() == null ? error : reply;
    }

    /**
     * Ends a stream that was recorded as a whole.
     *
     * @throws InvalidInputException if it contains no reply although it was not interrupted, or does not contain the
     *     requested choice
     */
    ChatResponse endOfWhole() {
        ChatResponse end = end();
        boolean interrupted = !isComplete() && (truncated || choice.hasChunk() || events.hasComment());
        if (end instanceof ChatReply reply && reply.message() == null && !interrupted) {
            throw new InvalidInputException(
                    "the stream contains no reply; record the stream as it was received, or the request alone");
        }
        return end;
    }

    /** The reply so far. It is incomplete until {@code [DONE]}, since usage may follow the last word. */
    public ChatReply soFar() {
        return reply(failed || !done);
    }

    /** Whether {@code [DONE]} was received, which ends the stream. */
    public boolean isDone() {
        return done;
    }

    private ChatReply reply(boolean incomplete) {
        byte[] json = choice.message();
        ChatMessage message = json == null
                ? null
                : ChatMessage.ofReply(Json.read(json, "the reply"), "the reply", keepSound, audioFormat, notes);
        SoundExtent counted = choice.countedSound();
        return new ChatReply(
                message == null || counted == null ? message : message.with(counted),
                choice.head(),
                incomplete,
                error,
                notes.list());
    }

    private boolean isComplete() {
        return !failed && (done || choice.isFinished());
    }

    private boolean event(SseEvent event) {
        if (done || failed) {
            return false;
        }
        count++;
        if (new String(event.data(), StandardCharsets.US_ASCII).strip().equals(ChatApi.DONE)) {
            done = true;
            return true;
        }
        String path = "event " + count + " of the stream";
        boolean isError = event.type().equals("error");
        JsonNode tree = isError ? errorTree(event, path) : Json.tree(Json.read(event.data(), path));
        boolean changed = tree.isObject() && choice.add(Fields.of(tree, path), tree.path("usage"));
        fail(tree, isError, path);
        return changed;
    }

    /** The JSON of an error event, or its text. */
    private static JsonNode errorTree(SseEvent event, String path) {
        try {
            return Json.tree(Json.read(event.data(), path));
        } catch (InvalidInputException notJson) {
            return Json.mapper().getNodeFactory().textNode(new String(event.data(), StandardCharsets.UTF_8));
        }
    }

    /** An error ends the stream, since later chunks would be joined over a gap. */
    private void fail(JsonNode event, boolean isError, String path) {
        JsonNode reported = isError ? Json.mapper().createObjectNode().set("error", event) : event;
        error = ChatError.in(reported);
        if (error == null && (isError || ChatApi.FAILED.equals(choice.head().finishReason()))) {
            error = new ChatError("error", null, null, null, null, false, false);
        }
        failed = error != null;
        if (!failed && !event.isObject()) {
            throw Fields.wrong(event, path, "an object");
        }
    }
}
