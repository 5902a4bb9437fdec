package io.histctl.wire.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.histctl.wire.Json;
import io.histctl.wire.JsonSlice;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** The settings of a payload: those recorded, byte for byte, with what the caller wants otherwise. */
@API(status = API.Status.INTERNAL)
public final class PayloadSettings {
    private final Map<String, byte[]> members = new LinkedHashMap<>();

    private PayloadSettings() {}

    /**
     * The settings to send.
     *
     * @param recorded JSON object; null where no request was recorded
     * @param replyModel the model of the newest reply, which stands in for one that was not recorded
     */
    public static PayloadSettings of(byte @Nullable [] recorded, @Nullable String replyModel, Overrides overrides) {
        PayloadSettings settings = new PayloadSettings();
        if (recorded != null) {
            JsonSlice.of(recorded).members().forEach((name, value) -> settings.members.put(name, value.bytes()));
        }
        if (replyModel != null) {
            settings.members.putIfAbsent("model", string(replyModel));
        }
        settings.apply(overrides);
        return settings;
    }

    private void apply(Overrides overrides) {
        if (overrides.model() != null) {
            members.put("model", string(overrides.model()));
        }
        if (overrides.wantAudio()) {
            if (!wantsAudio()) {
                members.put("modalities", utf8("[\"text\",\"audio\"]"));
            }
            Map<String, byte[]> audio = membersOf(members.get("audio"));
            put(audio, "voice", overrides.voice());
            put(audio, "format", overrides.audioFormat());
            members.put("audio", object(audio));
        }
        if (overrides.stream() != null) {
            members.put("stream", utf8(overrides.stream().toString()));
            if (!overrides.stream()) {
                members.remove("stream_options");
            }
        }
    }

    /** The settings as a JSON object. */
    public byte[] json() {
        return object(members);
    }

    /** The tools as they are sent, for counting; empty where there are none. */
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
            members.put(name, string(value));
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
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write('{');
        members.forEach((name, value) -> {
            if (out.size() > 1) {
                out.write(',');
            }
            out.writeBytes(string(name));
            out.write(':');
            out.writeBytes(value);
        });
        out.write('}');
        return out.toByteArray();
    }

    private static byte[] string(String text) {
        return utf8("\"" + new String(Json.quoted(text), StandardCharsets.UTF_8) + "\"");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
