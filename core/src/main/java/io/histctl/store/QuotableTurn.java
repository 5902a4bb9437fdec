package io.histctl.store;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * How a stored turn may appear in a request.
 *
 * @param transcriptKey as in {@link Derived}
 * @param idHash of its audio id; null if it has none
 * @param unheard whether the user heard nothing of it
 */
@API(status = API.Status.INTERNAL)
public record QuotableTurn(
        long position,
        String role,
        long matchKey,
        @Nullable Long transcriptKey,
        Content content,
        byte @Nullable [] idHash,
        boolean unheard) {

    /** What a turn holds. */
    public record Content(boolean tools, boolean sounds, boolean text, boolean refusal) {}
}
