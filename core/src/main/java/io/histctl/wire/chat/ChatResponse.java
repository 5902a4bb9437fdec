package io.histctl.wire.chat;

import io.histctl.error.InvalidInputException;
import io.histctl.wire.Fields;
import io.histctl.wire.Json;
import io.histctl.wire.JsonSlice;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** The response to a request: a reply, streamed or not, or an error. */
@API(status = API.Status.INTERNAL)
public sealed interface ChatResponse permits ChatReply, ChatError {

    /**
     * Reads a response: a body, server-sent events, or the chunks of a stream as JSON Lines or as an array.
     *
     * @param choice the {@code index} of the choice to take if there are several; null if there is only one
     * @param keepSound whether the sound of the reply is kept
     * @param audioFormat that the request asked for, if known
     * @throws InvalidInputException if it is none of these, a stream contains no reply, or a choice must be named
     */
    static ChatResponse read(byte[] input, @Nullable Integer choice, boolean keepSound, @Nullable String audioFormat) {
        ChatStream stream = new ChatStream(choice, keepSound, audioFormat);
        if (looksLikeStream(input)) {
            stream.accept(input);
            return stream.endOfWhole();
        }
        if (isJsonLines(input)) {
            stream.acceptLines(input);
            return stream.endOfWhole();
        }
        return read(Json.read(input, "the response"), choice, keepSound, audioFormat);
    }

    /**
     * Reads a response that {@link Json#read} has passed. A string may contain a body or server-sent events, and an array
     * of strings the lines of such a stream.
     */
    static ChatResponse read(
            JsonSlice json, @Nullable Integer choice, boolean keepSound, @Nullable String audioFormat) {
        if (json.isString()) {
            byte[] body = json.string().getBytes(StandardCharsets.UTF_8);
            if (Arrays.equals(body, 0, Math.min(1, body.length), new byte[] {'"'}, 0, 1)) {
                throw Fields.wrong(Json.tree(json), "the response", "an object");
            }
            return read(body, choice, keepSound, audioFormat);
        }
        List<JsonSlice> lines = json.isArray() ? json.elements() : List.of();
        if (!lines.isEmpty() && lines.stream().allMatch(JsonSlice::isString)) {
            String stream = lines.stream().map(JsonSlice::string).collect(Collectors.joining("\n", "", "\n"));
            return read(stream.getBytes(StandardCharsets.UTF_8), choice, keepSound, audioFormat);
        }
        List<JsonSlice> chunks = chunks(json);
        if (!chunks.isEmpty()) {
            ChatStream stream = new ChatStream(choice, keepSound, audioFormat);
            chunks.forEach(chunk -> stream.acceptChunk(chunk.bytes()));
            return stream.endOfWhole();
        }
        JsonSlice body =
                json.isArray() && json.elements().size() == 1 ? json.elements().get(0) : json;
        if (!body.isObject()) {
            throw Fields.wrong(Json.tree(body), "the response", "an object");
        }
        Map<String, JsonSlice> members = body.members();
        JsonSlice choices = members.get("choices");
        boolean replied = choices != null && choices.isArray() && choices.length() > 2;
        ChatError error = replied ? null : ChatError.in(Json.tree(body));
        JsonSlice empty = replied ? null : members.get("error");
        if (error == null && empty != null && empty.isObject()) {
            return ChatError.UNKNOWN;
        }
        return error != null ? error : ReplyReader.read(members, choice, keepSound, audioFormat);
    }

    /** The chunks of a stream, from one chunk or an array; empty for any other JSON. */
    private static List<JsonSlice> chunks(JsonSlice json) {
        List<JsonSlice> elements = json.isArray() ? json.elements() : List.of(json);
        return elements.stream().anyMatch(ChatResponse::isChunk) ? elements : List.of();
    }

    private static boolean isChunk(JsonSlice json) {
        Map<String, JsonSlice> members = json.members();
        JsonSlice object = members.get("object");
        if (object != null && object.isString() && object.string().equals(ChatApi.CHUNK)) {
            return true;
        }
        JsonSlice choices = members.get("choices");
        return choices != null
                && choices.elements().stream()
                        .anyMatch(choice -> choice.members().containsKey("delta"));
    }

    private static boolean looksLikeStream(byte[] input) {
        String start = new String(input, 0, Math.min(input.length, 64), StandardCharsets.UTF_8)
                .replace("\uFEFF", "")
                .stripLeading();
        // it may be truncated within its first word
        return !start.isEmpty()
                && Stream.of("data:", "event:", "id:", "retry:", ":")
                        .anyMatch(field -> start.startsWith(field) || field.startsWith(start));
    }

    /** Whether the first line is a JSON document and more objects follow. */
    private static boolean isJsonLines(byte[] input) {
        int end = 0;
        while (end < input.length && input[end] != '\n') {
            end++;
        }
        boolean more = false;
        for (int i = end; i < input.length && !more; i++) {
            more = input[i] == '{';
        }
        return more && Json.isWhole(Arrays.copyOf(input, end));
    }
}
