package io.histctl.wire.chat;

import com.fasterxml.jackson.databind.JsonNode;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * An error that the server reported, in the form of the API or of a gateway in front of it.
 *
 * @param type null if it is not a plain word; likewise the code
 * @param missingAudio the audio id that was not found; null if the error is another one or names no id
 * @param missingReference the URL or id of an image or file that the API can't read; null if the error is another one or
 *     names none
 * @param referenceNotFound whether the API can't read an image or file
 * @param audioNotFound whether an audio id was not found
 */
@API(status = API.Status.INTERNAL)
public record ChatError(
        @Nullable String type,
        @Nullable String code,
        @Nullable String param,
        @Nullable String missingAudio,
        @Nullable String missingReference,
        boolean referenceNotFound,
        boolean audioNotFound)
        implements ChatResponse {
    /** An error without details. */
    static final ChatError UNKNOWN = new ChatError(null, null, null, null, null, false, false);

    /** The error in a body or chunk; null if it reports none. */
    static @Nullable ChatError in(JsonNode body) {
        return new ErrorReader().read(body);
    }
}
