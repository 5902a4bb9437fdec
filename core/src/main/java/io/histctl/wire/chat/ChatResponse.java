package io.histctl.wire.chat;

import io.histctl.error.InvalidInputException;
import io.histctl.wire.Fields;
import io.histctl.wire.Json;
import io.histctl.wire.JsonSlice;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** What came back for a request: a reply, whole or streamed, or an error body. */
@API(status = API.Status.INTERNAL)
public sealed interface ChatResponse permits ChatReply, ChatError {

    /**
     * Reads a response and sees which of them it is.
     *
     * @param choice the {@code index} of the choice to take where there are several; null: there is only one
     * @param audioFormat that the request asked for, where known
     * @throws InvalidInputException where it is none of them, or a choice is to be named
     */
    static ChatResponse read(byte[] input, @Nullable Integer choice, boolean keepSound, @Nullable String audioFormat) {
        if (looksLikeStream(input)) {
            ChatStream stream = new ChatStream(choice, keepSound, audioFormat);
            stream.accept(input);
            return stream.end();
        }
        return read(Json.read(input, "the response"), choice, keepSound, audioFormat);
    }

    /** The same, of JSON that {@link Json#read} has passed. */
    static ChatResponse read(
            JsonSlice json, @Nullable Integer choice, boolean keepSound, @Nullable String audioFormat) {
        if (!json.isObject()) {
            throw Fields.wrong(Json.tree(json), "the response", "an object");
        }
        Map<String, JsonSlice> members = json.members();
        JsonSlice error = members.get("error");
        if (error != null && error.isObject()) {
            return ChatError.of(error);
        }
        return ReplyReader.read(members, choice, keepSound, audioFormat);
    }

    private static boolean looksLikeStream(byte[] input) {
        String start = new String(input, 0, Math.min(input.length, 64), StandardCharsets.UTF_8)
                .replace("\uFEFF", "")
                .stripLeading();
        // it may have broken off within its first word
        return !start.isEmpty()
                && Stream.of("data:", "event:", "id:", "retry:", ":")
                        .anyMatch(field -> start.startsWith(field) || field.startsWith(start));
    }
}
