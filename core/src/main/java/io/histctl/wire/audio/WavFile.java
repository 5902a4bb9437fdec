package io.histctl.wire.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.apiguardian.api.API;

/** Writes RIFF/WAVE files. */
@API(status = API.Status.INTERNAL)
public final class WavFile {
    private static final int HEADER_BYTES = 44;
    private static final short PCM = 1;
    private static final short MONO = 1;
    private static final short BITS = 16;
    private static final int SAMPLE_RATE = 24_000;

    private WavFile() {}

    /** A file of these samples: 24 kHz, mono, 16 bit, little-endian. Half a sample at the end is left out. */
    public static byte[] ofPcm16(byte[] samples) {
        int size = samples.length & ~1;
        return ByteBuffer.allocate(HEADER_BYTES + size)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(ascii("RIFF"))
                .putInt(HEADER_BYTES - 8 + size)
                .put(ascii("WAVEfmt "))
                .putInt(16)
                .putShort(PCM)
                .putShort(MONO)
                .putInt(SAMPLE_RATE)
                .putInt(SAMPLE_RATE * BITS / 8)
                .putShort((short) (BITS / 8))
                .putShort(BITS)
                .put(ascii("data"))
                .putInt(size)
                .put(samples, 0, size)
                .array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
