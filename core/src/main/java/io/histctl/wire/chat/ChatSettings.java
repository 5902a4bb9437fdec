package io.histctl.wire.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.histctl.wire.Fields;
import io.histctl.wire.Json;
import io.histctl.wire.JsonSlice;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What histctl reads of a request's settings, which are every member but {@code messages}.
 *
 * @param wantsAudio whether a spoken reply is asked for
 * @param audioFormat of the reply
 */
@API(status = API.Status.INTERNAL)
public record ChatSettings(
        @Nullable String model,
        boolean wantsAudio,
        @Nullable String voice,
        @Nullable String audioFormat) {
    /** Of a conversation whose requests were never recorded. */
    public static final ChatSettings NONE = new ChatSettings(null, false, null, null);

    /**
     * The settings of this JSON object.
     *
     * @throws io.histctl.error.InvalidInputException where a member has a type that it can't have
     */
    public static ChatSettings of(JsonSlice json) {
        Fields fields = Fields.of(Json.tree(json), "");
        Fields audio = fields.objectOrNull("audio");
        JsonNode stream = fields.get("stream");
        if (stream != null && !stream.isBoolean()) {
            throw Fields.wrong(stream, "stream", "true or false");
        }
        fields.objectOrNull("stream_options");
        fields.arrayOrNull("tools");
        return new ChatSettings(
                fields.stringOrNull("model"),
                wantsAudio(fields.arrayOrNull("modalities")),
                audio == null ? null : voice(audio),
                audio == null ? null : audio.stringOrNull("format"));
    }

    private static boolean wantsAudio(@Nullable JsonNode modalities) {
        boolean wants = false;
        for (int i = 0; modalities != null && i < modalities.size(); i++) {
            JsonNode modality = modalities.get(i);
            if (!modality.isTextual()) {
                throw Fields.wrong(modality, "modalities[" + i + "]", "a string");
            }
            wants |= modality.textValue().equals("audio");
        }
        return wants;
    }

    /** A custom voice is an object; its JSON names it. */
    private static @Nullable String voice(Fields audio) {
        JsonNode voice = audio.get("voice");
        return voice == null ? null : voice.isTextual() ? voice.textValue() : voice.toString();
    }
}
