package io.histctl.wire.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.histctl.model.Usage;
import io.histctl.wire.Metadata;
import java.time.Instant;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What a reply reports besides its message. Missing values are null.
 *
 * @param created time of the reply by the server's clock
 * @param usageJson as received
 */
@API(status = API.Status.INTERNAL)
public record ReplyHead(
        @Nullable String responseId,
        @Nullable String model,
        @Nullable Instant created,
        @Nullable String finishReason,
        byte @Nullable [] usageJson,
        @Nullable Usage usage) {
    static final ReplyHead EMPTY = new ReplyHead(null, null, null, null, null, null);

    /** This head with what a later chunk, or an unstreamed reply, adds. The first id, model and time count. */
    ReplyHead plus(Metadata given, byte @Nullable [] givenUsage) {
        Metadata details = given.object("usage");
        return new ReplyHead(
                responseId != null ? responseId : given.text("id"),
                model != null ? model : given.text("model"),
                created != null ? created : given.time("created"),
                finishReason,
                givenUsage != null ? givenUsage : usageJson,
                givenUsage != null ? UsageReader.read(details) : usage);
    }

    static boolean isUsage(JsonNode given) {
        return given.isObject() && !given.isEmpty();
    }

    ReplyHead withFinishReason(@Nullable String reason) {
        return reason == null ? this : new ReplyHead(responseId, model, created, reason, usageJson, usage);
    }
}
