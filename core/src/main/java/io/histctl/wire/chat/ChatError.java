package io.histctl.wire.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.histctl.wire.Json;
import io.histctl.wire.JsonSlice;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * An error that the server reported, in the form of the API or of a gateway in front of it.
 *
 * @param type null if it is not a plain word, as with the code
 * @param missingAudio the audio id that the API does not know, if that is the error and it names the id
 * @param missingReference the URL or id of an image or file that the API can't read, if that is the error and it names it
 * @param referenceNotFound whether the API can't read an image or file, even if the error does not say which one
 * @param audioNotFound whether the API no longer knows an audio id, even if the error does not say which one
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
    /** An error that says nothing about itself. */
    static final ChatError UNKNOWN = new ChatError(null, null, null, null, null, false, false);

    /** The error in a body or chunk; null if it reports none. */
    static @Nullable ChatError in(JsonNode body) {
        return new ErrorReader().read(body);
    }

    static @Nullable ChatError in(JsonSlice body) {
        return in(Json.tree(body));
    }
}
