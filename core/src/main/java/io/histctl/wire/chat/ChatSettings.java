package io.histctl.wire.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.histctl.wire.Fields;
import io.histctl.wire.Json;
import io.histctl.wire.JsonSlice;
import io.histctl.wire.Metadata;
import io.histctl.wire.Notes;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a request that histctl reads. A setting of a wrong type counts as missing; it is stored unchanged, and an
 * export that would send it is refused.
 *
 * @param wantsAudio whether the request asks for a spoken reply
 * @param audioFormat of the reply
 */
@API(status = API.Status.INTERNAL)
public record ChatSettings(
        @Nullable String model,
        boolean wantsAudio,
        @Nullable String voice,
        @Nullable String audioFormat) {
    /** The settings of a conversation whose requests were not recorded. */
    public static final ChatSettings NONE = new ChatSettings(null, false, null, null);

    /** Reads the settings in this JSON object. */
    public static ChatSettings of(JsonSlice json) {
        return of(json, new Notes());
    }

    static ChatSettings of(JsonSlice json, Notes notes) {
        JsonNode settings = Json.tree(json);
        if (!settings.isObject()) {
            throw Fields.wrong(settings, "the settings", "an object");
        }
        Metadata read = Metadata.of(settings, "", notes);
        Metadata audio = read.object("audio");
        JsonNode modalities = settings.path("modalities");
        if (!modalities.isArray() && !modalities.isMissingNode() && !modalities.isNull()) {
            notes.add("modalities is not an array");
        }
        boolean wantsAudio = modalities.asText().equals(ChatApi.AUDIO);
        for (JsonNode modality : modalities) {
            wantsAudio |= modality.asText().equals(ChatApi.AUDIO);
        }
        JsonNode voice = settings.path("audio").path("voice");
        return new ChatSettings(
                read.text("model"),
                wantsAudio,
                voice.isObject() ? voice.toString() : audio.text("voice"), // a custom voice is identified by its JSON
                audio.text("format"));
    }
}
