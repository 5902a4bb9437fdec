package io.histctl.wire.chat;

import io.histctl.wire.JsonSlice;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Recognizes the requests of voice chats. */
@API(status = API.Status.INTERNAL)
public final class VoiceRequest {
    private static final byte[] AUDIO = ChatApi.AUDIO.getBytes(StandardCharsets.US_ASCII);

    private VoiceRequest() {}

    /** Whether a request asks for audio or replays an audio id. What is not an object does neither. */
    public static boolean isVoice(JsonSlice json) {
        Map<String, JsonSlice> request = json.members();
        return asksForAudio(request.get("modalities")) || replaysAudio(request.get("messages"));
    }

    private static boolean asksForAudio(@Nullable JsonSlice modalities) {
        return modalities != null
                && modalities.elements().stream()
                        .anyMatch(modality ->
                                modality.isString() && modality.string().equals(ChatApi.AUDIO));
    }

    private static boolean replaysAudio(@Nullable JsonSlice messages) {
        return messages != null && messages.elements().stream().anyMatch(VoiceRequest::hasAudioId);
    }

    private static boolean hasAudioId(JsonSlice message) {
        JsonSlice audio = message.members().get("audio");
        JsonSlice id = audio == null ? null : audio.members().get("id");
        return id != null && id.isString();
    }

    /** Whether a body contains the word that every voice chat's request contains. */
    public static boolean mentionsAudio(byte[] body) {
        for (int i = 0; i + AUDIO.length <= body.length; i++) {
            if (body[i] == AUDIO[0] && Arrays.equals(body, i, i + AUDIO.length, AUDIO, 0, AUDIO.length)) {
                return true;
            }
        }
        return false;
    }
}
