package io.histctl.wire.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.histctl.model.Usage;
import io.histctl.wire.Json;
import io.histctl.wire.Metadata;
import java.time.Instant;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What a reply says beside its message; null if it was not given.
 *
 * @param created the time by the server's clock
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

    /** This head with what a later chunk, or a whole reply, adds; the first id, model and time count. */
    ReplyHead plus(Metadata given, JsonNode usageGiven) {
        Metadata details = given.object("usage");
        boolean reported = usageGiven.isObject() && !usageGiven.isEmpty();
        return new ReplyHead(
                responseId != null ? responseId : given.text("id"),
                model != null ? model : given.text("model"),
                created != null ? created : given.time("created"),
                finishReason,
                reported ? Json.bytes(usageGiven) : usageJson,
                reported ? UsageReader.read(details) : usage);
    }

    ReplyHead withFinishReason(@Nullable String reason) {
        return reason == null ? this : new ReplyHead(responseId, model, created, reason, usageJson, usage);
    }
}
