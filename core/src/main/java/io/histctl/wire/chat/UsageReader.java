package io.histctl.wire.chat;

import io.histctl.model.Usage;
import io.histctl.wire.Fields;
import io.histctl.wire.Json;
import io.histctl.wire.JsonSlice;
import org.apiguardian.api.API;

/** Reads what a reply says of its tokens. */
@API(status = API.Status.INTERNAL)
public final class UsageReader {
    private UsageReader() {}

    /** The usage in this JSON object, which was checked when it was received. */
    public static Usage read(byte[] json) {
        return read(Fields.of(Json.tree(JsonSlice.of(json)), "usage"));
    }

    static Usage read(Fields usage) {
        Fields details = usage.objectOrNull("completion_tokens_details");
        usage.objectOrNull("prompt_tokens_details");
        return new Usage(
                usage.wholeOrNull("prompt_tokens"),
                usage.wholeOrNull("completion_tokens"),
                details == null ? null : details.wholeOrNull("audio_tokens"),
                details == null ? null : details.wholeOrNull("text_tokens"));
    }
}
