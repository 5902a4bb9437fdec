package io.histctl.wire.audio;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/** Silent sounds, built byte by byte. */
final class Sounds {
    private Sounds() {}

    /** 24 kHz, mono, 16 bit, as the API sends it. */
    static byte[] wav(int bytes) {
        return wav(bytes, bytes);
    }

    static byte[] wav(int bytes, int announced) {
        return join(riff(), format(1, 24_000, 48_000, 2), chunk("data", announced), new byte[bytes]);
    }

    static byte[] riff() {
        return join(ascii("RIFF"), le(4, -1), ascii("WAVE"));
    }

    static byte[] format(int tag, int rate, int byteRate, int frame) {
        return join(chunk("fmt ", 16), le(2, tag), le(2, 1), le(4, rate), le(4, byteRate), le(2, frame), le(2, 16));
    }

    static byte[] chunk(String name, int size) {
        return join(ascii(name), le(4, size));
    }

    /** 24 ms: MPEG 2, layer III, 24 kHz, 32 kbit/s, mono. */
    static byte[] mp3Frame() {
        return frame(0xFFF3_44C0, 96);
    }

    /** A first frame that announces the number of frames, and the samples that LAME added before and after. */
    static byte[] mp3Info(int frames, int before, int after) {
        byte[] info = frame(0xFFF3_84C0, 192);
        put(info, 4 + 9, ascii("Xing"), be(4, 1), be(4, frames), ascii("LAME3.100"));
        put(info, 4 + 9 + 12 + 21, be(3, (before << 12) | after));
        return info;
    }

    static byte[] mp3Vbri(int frames) {
        byte[] info = frame(0xFFF3_84C0, 192);
        put(info, 36, ascii("VBRI"), new byte[10], be(4, frames));
        return info;
    }

    static byte[] frame(int header, int size) {
        return Arrays.copyOf(be(4, header), size);
    }

    static byte[] id3v2(int size) {
        return join(ascii("ID3"), new byte[] {4, 0, 0, 0, 0, (byte) (size >> 7), (byte) (size & 0x7F)}, new byte[size]);
    }

    static byte[] id3v1() {
        return Arrays.copyOf(ascii("TAG"), 128);
    }

    /** One complete sound of about a second in each format. */
    static Map<String, byte[]> whole() {
        return Map.of(
                "wav", wav(48_000),
                "mp3", join(id3v2(20), mp3Info(40, 0, 0), times(40, mp3Frame())),
                "pcm16", new byte[48_000]);
    }

    static byte[] times(int count, byte[] piece) {
        byte[] all = new byte[count * piece.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = piece[i % piece.length];
        }
        return all;
    }

    static byte[] join(byte[]... pieces) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            all.writeBytes(piece);
        }
        return all.toByteArray();
    }

    static byte[] without(int bytes, byte[] sound) {
        return Arrays.copyOf(sound, sound.length - bytes);
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] le(int size, long value) {
        byte[] eight = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array();
        return Arrays.copyOf(eight, size);
    }

    static byte[] be(int size, long value) {
        return Arrays.copyOfRange(ByteBuffer.allocate(8).putLong(value).array(), 8 - size, 8);
    }

    static byte[] with(int at, int value, byte[] sound) {
        byte[] changed = sound.clone();
        changed[at] = (byte) value;
        return changed;
    }

    private static void put(byte[] target, int at, byte[]... pieces) {
        byte[] all = join(pieces);
        System.arraycopy(all, 0, target, at, all.length);
    }
}
