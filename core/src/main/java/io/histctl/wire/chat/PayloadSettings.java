package io.histctl.wire.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.histctl.wire.Json;
import io.histctl.wire.JsonObjectWriter;
import io.histctl.wire.JsonSlice;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** The settings of a payload: the recorded ones, byte for byte, with changes. Not safe for use by several threads. */
@API(status = API.Status.INTERNAL)
public final class PayloadSettings {
    private final Map<String, byte[]> members = new LinkedHashMap<>();

    private PayloadSettings() {}

    /**
     * The recorded settings.
     *
     * @param recorded a JSON object; null if no request was recorded
     * @param replyModel the model of the newest reply, used if the settings name none
     */
    public static PayloadSettings of(byte @Nullable [] recorded, @Nullable String replyModel) {
        PayloadSettings settings = new PayloadSettings();
        settings.members.putAll(membersOf(recorded));
        if (replyModel != null) {
            settings.members.putIfAbsent("model", Json.string(replyModel));
        }
        return settings;
    }

    /** Names another model. */
    public void model(String model) {
        members.put("model", Json.string(model));
    }

    /** Asks for a spoken reply. A voice or format that is null stays as recorded. */
    public void audio(@Nullable String voice, @Nullable String format) {
        if (!wantsAudio()) {
            members.put("modalities", utf8("[\"text\",\"audio\"]"));
        }
        Map<String, byte[]> audio = membersOf(members.get("audio"));
        put(audio, "voice", voice);
        put(audio, "format", format);
        members.put("audio", object(audio));
    }

    /** Asks for a streamed reply or not. */
    public void stream(boolean stream) {
        members.put("stream", utf8(Boolean.toString(stream)));
        if (!stream) {
            members.remove("stream_options");
        }
    }

    /** The settings as a JSON object. */
    public byte[] json() {
        return object(members);
    }

    /** The tools as they are sent, for counting; empty if there are none. */
    public String tools() {
        byte[] tools = members.get("tools");
        return tools == null ? "" : new String(tools, StandardCharsets.UTF_8);
    }

    JsonNode tree() {
        return Json.tree(JsonSlice.of(json()));
    }

    private boolean wantsAudio() {
        byte[] modalities = members.get("modalities");
        return modalities != null && new String(modalities, StandardCharsets.UTF_8).contains("\"audio\"");
    }

    private static void put(Map<String, byte[]> members, String name, @Nullable String value) {
        if (value != null) {
            members.put(name, Json.string(value));
        }
    }

    private static Map<String, byte[]> membersOf(byte @Nullable [] object) {
        Map<String, byte[]> members = new LinkedHashMap<>();
        if (object != null) {
            JsonSlice.of(object).members().forEach((name, value) -> members.put(name, value.bytes()));
        }
        return members;
    }

    private static byte[] object(Map<String, byte[]> members) {
        JsonObjectWriter object = new JsonObjectWriter();
        members.forEach(object::member);
        return object.bytes();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
