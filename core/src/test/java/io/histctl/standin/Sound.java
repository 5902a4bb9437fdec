package io.histctl.standin;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Bytes that can pass for speech. */
final class Sound {
    static final int WAV_HEADER = 44;

    /** 24,000 samples of two bytes per second, 20 tokens per second. */
    static final int PCM_BYTES_PER_TOKEN = 2_400;

    private static final int SAMPLE_RATE = 24_000;
    private static final int COMPRESSED_BYTES_PER_TOKEN = 200;

    private Sound() {}

    /** Sound of {@code tokens} audio tokens in the named output format. Only pcm16 and wav can be played. */
    static byte[] of(int audioTokens, String format, Random random) {
        boolean playable = format.equals("pcm16") || format.equals("wav");
        byte[] sound = new byte[audioTokens * (playable ? PCM_BYTES_PER_TOKEN : COMPRESSED_BYTES_PER_TOKEN)];
        random.nextBytes(sound);
        return format.equals("wav") ? wav(sound) : sound;
    }

    private static byte[] wav(byte[] pcm) {
        return ByteBuffer.allocate(WAV_HEADER + pcm.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(ascii("RIFF"))
                .putInt(WAV_HEADER - 8 + pcm.length)
                .put(ascii("WAVEfmt "))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 1)
                .putInt(SAMPLE_RATE)
                .putInt(SAMPLE_RATE * 2)
                .putShort((short) 2)
                .putShort((short) 16)
                .put(ascii("data"))
                .putInt(pcm.length)
                .put(pcm)
                .array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
