package io.histctl.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.export.Overrides;
import io.histctl.standin.Json;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The settings that an app wants in a round.
 *
 * @param audio whether a spoken reply is wanted; otherwise a text model is asked
 * @param usage whether a stream is to report its usage
 */
record RequestedSettings(String model, String voice, boolean audio, boolean streamed, String format, boolean usage) {
    private static final JsonNode TOOLS = Json.read("""
            [{"type":"function","function":{"name":"look","parameters":{}}},
             {"type":"custom","custom":{"name":"find"}}]""".getBytes(StandardCharsets.UTF_8));

    /** All of them as overrides of an export. */
    Overrides asOverrides() {
        return new Overrides(model, audio ? voice : null, audio ? format : null, audio ? (Boolean) streamed : null);
    }

    /** The settings that differ from the recorded ones, as overrides. */
    Overrides asChangesTo(RequestedSettings recorded) {
        boolean mute = !recorded.audio;
        return new Overrides(
                changed(recorded.model, model),
                audio ? changed(mute ? "" : recorded.voice, voice) : null,
                audio ? changed(mute ? "" : recorded.format, format) : null,
                (!audio || recorded.streamed == streamed) ? null : (Boolean) streamed);
    }

    /** Adds the settings that no override covers. */
    void addTo(ObjectNode exported) {
        if (!audio) {
            exported.remove("modalities");
            exported.remove("audio");
            exported.put("stream", streamed);
            exported.remove("stream_options");
        }
        if (streamed && usage) {
            exported.putObject("stream_options").put("include_usage", true);
        }
    }

    /** Whether the overrides cover all of the settings. */
    boolean isExported() {
        return audio && !(streamed && usage);
    }

    /** A request with these settings and without messages. */
    ObjectNode request() {
        ObjectNode request = Json.object().put("model", model);
        if (audio) {
            request.putArray("modalities").add("text").add("audio");
            request.putObject("audio").put("voice", voice).put("format", format);
        }
        request.put("stream", streamed).set("tools", TOOLS);
        addTo(request);
        return request;
    }

    private static @Nullable String changed(String recorded, String wanted) {
        return recorded.equals(wanted) ? null : wanted;
    }
}
