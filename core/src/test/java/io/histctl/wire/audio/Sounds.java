package io.histctl.wire.audio;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/** Silent sounds, made by the byte. */
final class Sounds {
    private Sounds() {}

    /** 24 kHz, mono, 16 bit, as the API sends it. */
    static byte[] wav(int bytes) {
        return wav(bytes, bytes);
    }

    static byte[] wav(int bytes, int told) {
        return join(riff(), format(1, 24_000, 48_000, 2), chunk("data", told), new byte[bytes]);
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

    /** A first frame that tells of so many to come, and of the samples that LAME added before and after. */
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

    /** Pages of one second, each of fifty packets of 20 ms; 312 samples of pre-skip are on top. */
    static byte[] opus(int seconds) {
        byte[] opus = opusHeaders();
        for (int i = 1; i <= seconds; i++) {
            opus = join(opus, opusPage(i == seconds, 48_000L * i + (i == seconds ? 312 : 0), 1 + i));
        }
        return opus;
    }

    static byte[] opusHeaders() {
        byte[] head = join(ascii("OpusHead"), new byte[] {1, 1}, le(2, 312), le(4, 24_000), new byte[3]);
        byte[] tags = join(ascii("OpusTags"), new byte[8]);
        return join(page(2, 0, 7, 0, new int[] {head.length}, head), page(0, 0, 7, 1, new int[] {16}, tags));
    }

    static byte[] opusPage(boolean last, long granule, int sequence) {
        int[] lacing = new int[51];
        Arrays.fill(lacing, 3);
        return page(last ? 4 : 0, granule, 7, sequence, lacing, new byte[51 * 3]);
    }

    static byte[] page(int flags, long granule, int stream, int sequence, int[] lacing, byte[] body) {
        byte[] table = new byte[lacing.length];
        for (int i = 0; i < lacing.length; i++) {
            table[i] = (byte) lacing[i];
        }
        byte[] head = join(ascii("OggS"), new byte[] {0, (byte) flags}, le(8, granule), le(4, stream), le(4, sequence));
        return join(head, new byte[4], new byte[] {(byte) lacing.length}, table, body);
    }

    /** 24 kHz, mono, 16 bit, frames of 4,800 samples: 200 ms. */
    static byte[] flac(long told, int frames) {
        byte[] flac = flacHeader(24_000, told);
        for (int i = 0; i < frames; i++) {
            flac = join(flac, flacFrame(0xFFF8, 4800, i));
        }
        return flac;
    }

    static byte[] flacHeader(long rate, long told) {
        byte[] sizes = join(be(2, 4800), be(2, 4800), new byte[6]);
        byte[] info = join(sizes, be(8, (rate << 44) | (15L << 36) | told), new byte[16]);
        return join(ascii("fLaC"), be(4, 34), info, be(4, 0x8400_0003), new byte[3]);
    }

    static byte[] flacFrame(int sync, int samples, int number) {
        byte[] head = join(be(2, sync), new byte[] {0x70, 0x08, (byte) number}, be(2, samples - 1));
        byte[] frame = join(head, be(1, crc(head, 8, 0x07)), new byte[3]);
        return join(frame, be(2, crc(frame, 16, 0x8005)));
    }

    /** 1,024 samples at 24 kHz; the payload is empty. */
    static byte[] adtsFrame() {
        return new byte[] {(byte) 0xFF, (byte) 0xF1, 0x58, 0x40, 0, (byte) 0xE0, 0};
    }

    /** One whole sound of a second or so in each format. */
    static Map<String, byte[]> whole() {
        return Map.of(
                "wav", wav(48_000),
                "mp3", join(id3v2(20), mp3Info(40, 0, 0), times(40, mp3Frame())),
                "opus", opus(2),
                "flac", flac(24_000, 5),
                "aac", times(20, adtsFrame()),
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

    private static int crc(byte[] bytes, int bits, int polynomial) {
        int crc = 0;
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            int in = (bytes[bit / 8] >> (7 - bit % 8)) & 1;
            int out = (crc >> (bits - 1)) & 1;
            crc = ((crc << 1) & ((1 << bits) - 1)) ^ (in == out ? 0 : polynomial);
        }
        return crc;
    }
}
