package io.histctl.wire.audio;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads numbers from sound. Only {@link #contains} and {@link #matches} accept offsets beyond its end. */
final class SoundBytes {
    private final byte[] bytes;

    SoundBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    int length() {
        return bytes.length;
    }

    /** Whether there are {@code count} bytes from this offset. */
    boolean contains(int at, long count) {
        return at >= 0 && at <= bytes.length && count <= bytes.length - at;
    }

    boolean matches(int at, String magic) {
        byte[] expected = magic.getBytes(StandardCharsets.ISO_8859_1);
        return contains(at, expected.length)
                && Arrays.equals(bytes, at, at + expected.length, expected, 0, expected.length);
    }

    int u8(int at) {
        return bytes[at] & 0xFF;
    }

    int be16(int at) {
        return (u8(at) << 8) | u8(at + 1);
    }

    long be32(int at) {
        return ((long) be16(at) << 16) | be16(at + 2);
    }

    int le16(int at) {
        return u8(at) | (u8(at + 1) << 8);
    }

    long le32(int at) {
        return le16(at) | ((long) le16(at + 2) << 16);
    }
}
