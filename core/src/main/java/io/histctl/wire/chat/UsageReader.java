package io.histctl.wire.chat;

import io.histctl.model.Usage;
import io.histctl.wire.Json;
import io.histctl.wire.JsonSlice;
import io.histctl.wire.Metadata;
import io.histctl.wire.Notes;
import org.apiguardian.api.API;

/** Reads the token usage that a reply reports. */
@API(status = API.Status.INTERNAL)
public final class UsageReader {
    private UsageReader() {}

    /** The usage in this JSON object. */
    public static Usage read(byte[] json) {
        return read(Metadata.of(Json.tree(JsonSlice.of(json)), "usage", new Notes()));
    }

    static Usage read(Metadata usage) {
        usage.object("prompt_tokens_details");
        Metadata details = usage.object("completion_tokens_details");
        return new Usage(
                usage.whole("prompt_tokens"),
                usage.whole("completion_tokens"),
                details.whole("audio_tokens"),
                details.whole("text_tokens"));
    }
}
