package io.histctl.store;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * How a stored turn may appear in a request.
 *
 * @param transcriptKey as in {@link Derived}
 * @param idHash of its audio id; null if it has none
 * @param unheard whether the user heard nothing of it
 * @param origin where it came from
 */
@API(status = API.Status.INTERNAL)
public record QuotableTurn(
        long position,
        String role,
        long matchKey,
        @Nullable Long transcriptKey,
        Content content,
        byte @Nullable [] idHash,
        boolean unheard,
        Origin origin) {

    /**
     * What a turn contains.
     *
     * @param invalid whether it is a message to the model that breaks a rule, so that the API can't have accepted it
     */
    public record Content(boolean tools, boolean sounds, boolean text, boolean refusal, boolean invalid) {}

    /**
     * Where a turn came from.
     *
     * @param reply whether it was recorded as a reply, and not as a message of a request
     * @param incomplete whether its stream broke off
     * @param created when the reply was made, in epoch milliseconds
     * @param afterReply as in {@link ReplyRow}
     */
    public record Origin(
            boolean reply,
            boolean incomplete,
            @Nullable Long created,
            @Nullable Boolean afterReply) {}
}
