package io.histctl.capture;

import io.histctl.error.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What came back for a request: a reply, whole or streamed, or an error body. */
public sealed interface CapturedResponse permits CapturedReply, CapturedError {

    /**
     * Reads a response and sees which of them it is.
     *
     * @param choice the {@code index} of the choice to take where there are several; null: there is only one
     * @param audioFormat that the request asked for, where known
     * @throws InvalidInputException where it is none of them, or a choice is to be named
     */
    static CapturedResponse read(
            byte[] input, @Nullable Integer choice, boolean keepSound, @Nullable String audioFormat) {
        if (looksLikeStream(input)) {
            StreamedReply stream = new StreamedReply(choice, keepSound, audioFormat);
            stream.accept(input);
            return stream.end();
        }
        return read(Json.read(input, "the response"), choice, keepSound, audioFormat);
    }

    /** The same, of JSON that {@link Json#read} has passed. */
    static CapturedResponse read(
            RawJson json, @Nullable Integer choice, boolean keepSound, @Nullable String audioFormat) {
        if (!json.isObject()) {
            throw Fields.wrong(Json.tree(json), "the response", "an object");
        }
        Map<String, RawJson> members = json.members();
        RawJson error = members.get("error");
        if (error != null && error.isObject()) {
            return CapturedError.of(error);
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
