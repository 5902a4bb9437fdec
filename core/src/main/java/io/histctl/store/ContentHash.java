package io.histctl.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A hash of values in their order, tagged with its algorithm. It detects damage, not forgery.
 *
 * <p>Tag 2: CRC-32C followed by CRC-32, over each value as its length (8 bytes, -1 for null) and its bytes; numbers as 8
 * bytes, text as UTF-8. A short command hashes a few dozen turns, in which SHA-256 (tag 1) took as long as the rest of an
 * export.
 */
@API(status = API.Status.INTERNAL)
public final class ContentHash {
    private static final byte TAG = 2;
    private static final int LENGTH = 1 + Long.BYTES;

    private final CRC32C crc32c = new CRC32C();
    private final CRC32 crc32 = new CRC32();
    private final byte[] buffer = new byte[512];
    private int size;

    /** Adds bytes. */
    public ContentHash add(byte @Nullable [] bytes) {
        if (bytes == null) {
            return number(-1);
        }
        number(bytes.length);
        if (bytes.length > buffer.length - size) {
            flush();
        }
        if (bytes.length > buffer.length) {
            update(bytes, bytes.length);
        } else {
            System.arraycopy(bytes, 0, buffer, size, bytes.length);
            size += bytes.length;
        }
        return this;
    }

    /** Adds text. */
    public ContentHash add(@Nullable String text) {
        return add(text == null ? null : text.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds a number. */
    public ContentHash add(@Nullable Long value) {
        return value == null ? number(-1) : add(value.longValue());
    }

    /** Adds a number. */
    public ContentHash add(long value) {
        return number(Long.BYTES).number(value);
    }

    /** Adds a boolean. */
    public ContentHash add(boolean value) {
        return add(value ? 1L : 0L);
    }

    /** The tag and the hash. */
    public byte[] tagged() {
        flush();
        long hash = crc32c.getValue() << Integer.SIZE | crc32.getValue();
        return ByteBuffer.allocate(LENGTH).put(TAG).putLong(hash).array();
    }

    /** Whether a stored hash has today's algorithm and these values. */
    public boolean matches(byte @Nullable [] stored) {
        return Arrays.equals(stored, tagged());
    }

    /** Whether a stored hash has today's algorithm. */
    public static boolean isCurrent(byte @Nullable [] stored) {
        return stored != null && stored.length == LENGTH && stored[0] == TAG;
    }

    /**
     * What a turn adds to the sum of its conversation, which is taken modulo 2^64 and so does not depend on the order of
     * turns. A replaced turn counts twice, so that the sum shows which turns are replaced.
     */
    public static long summand(byte @Nullable [] stored, boolean replaced) {
        if (!isCurrent(stored)) {
            return 0;
        }
        long hash = ByteBuffer.wrap(stored).getLong(1);
        return replaced ? 2 * hash : hash;
    }

    private ContentHash number(long value) {
        if (Long.BYTES > buffer.length - size) {
            flush();
        }
        for (int shift = 56; shift >= 0; shift -= 8) {
            buffer[size++] = (byte) (value >> shift);
        }
        return this;
    }

    /** Numbers are collected, since a checksum of a few bytes takes as long as one of a few hundred. */
    private void flush() {
        update(buffer, size);
        size = 0;
    }

    private void update(byte[] bytes, int length) {
        crc32c.update(bytes, 0, length);
        crc32.update(bytes, 0, length);
    }
}
