package io.histctl.wire.chat;

import io.histctl.wire.Fields;
import io.histctl.wire.Json;
import io.histctl.wire.JsonSlice;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * An error body.
 *
 * @param type null where it is no plain word, as with the code
 * @param missingAudio the id that the API does not know, where that is the error
 */
@API(status = API.Status.INTERNAL)
public record ChatError(
        @Nullable String type,
        @Nullable String code,
        @Nullable String param,
        @Nullable String missingAudio) implements ChatResponse {
    private static final String NOT_FOUND = "audio_not_found";
    private static final Pattern ID = Pattern.compile("Assistant audio (\\S+) not found");
    private static final Pattern WORD = Pattern.compile("[\\w.:-]{1,64}");

    static ChatError of(JsonSlice json) {
        Fields error = Fields.of(Json.tree(json), "error");
        String code = word(error, "code");
        String message = error.stringOrNull("message");
        Matcher id = ID.matcher(message == null ? "" : message);
        boolean gone = (text(error, "code") == null || NOT_FOUND.equals(code)) && id.find();
        return new ChatError(word(error, "type"), code, text(error, "param"), gone ? id.group(1) : null);
    }

    /** Whether the API no longer knows an audio id, even where the error does not say which. */
    public boolean audioNotFound() {
        return missingAudio != null || NOT_FOUND.equals(code);
    }

    /** A code, which is told to people; what is none may be anything, and is not. */
    private static @Nullable String word(Fields error, String name) {
        String text = text(error, name);
        return text != null && WORD.matcher(text).matches() ? text : null;
    }

    private static @Nullable String text(Fields error, String name) {
        var value = error.get(name);
        return value == null ? null : value.asText();
    }
}
