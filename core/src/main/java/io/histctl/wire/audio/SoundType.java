package io.histctl.wire.audio;

import java.util.Map;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Finds the media type of sound. Its bytes take precedence over the format that a request names, which may be wrong. */
@API(status = API.Status.INTERNAL)
public final class SoundType {
    /** RIFF/WAVE. */
    public static final String WAV = "audio/wav";

    /** Raw samples, as in the format {@link SoundLength#PCM16}. */
    public static final String RAW = "audio/L16";

    private static final String UNKNOWN = "application/octet-stream";

    private static final Map<String, String> BY_MAGIC = Map.of(
            "RIFF", WAV,
            "ID3", "audio/mpeg",
            "OggS", "audio/ogg",
            "fLaC", "audio/flac",
            "\u001aE\u00df\u00a3", "audio/webm");

    private SoundType() {}

    /**
     * The media type of a sound.
     *
     * @param format as the API names it
     */
    public static String of(byte[] sound, @Nullable String format) {
        SoundBytes bytes = new SoundBytes(sound);
        for (Map.Entry<String, String> magic : BY_MAGIC.entrySet()) {
            if (bytes.matches(0, magic.getKey())) {
                return magic.getValue();
            }
        }
        if (bytes.matches(4, "ftyp")) {
            return "audio/mp4";
        }
        if (SoundLength.PCM16.equals(format)) {
            return RAW;
        }
        return mpeg(bytes);
    }

    /** MP3 and AAC frames begin with the same 11 bits; the layer, which is 0 for AAC, distinguishes them. */
    private static String mpeg(SoundBytes bytes) {
        if (!bytes.contains(0, 2) || (bytes.be16(0) & 0xFFE0) != 0xFFE0) {
            return UNKNOWN;
        }
        return (bytes.be16(0) & 0x0006) == 0 ? "audio/aac" : "audio/mpeg";
    }
}
