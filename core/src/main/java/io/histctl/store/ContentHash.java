package io.histctl.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A hash of values in their order, tagged with its algorithm. Tag 1: SHA-256, the first 16 bytes, over each value as its
 * length (8 bytes, -1 for null) and its bytes; numbers as 8 bytes, text as UTF-8.
 */
@API(status = API.Status.INTERNAL)
public final class ContentHash {
    private static final byte TAG = 1;
    private static final int LENGTH = 17;

    private byte[] values = new byte[512];
    private int size;

    /** Adds bytes. */
    public ContentHash add(byte @Nullable [] bytes) {
        if (bytes == null) {
            return number(-1);
        }
        number(bytes.length);
        reserve(bytes.length);
        System.arraycopy(bytes, 0, values, size, bytes.length);
        size += bytes.length;
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

    /** Adds a truth. */
    public ContentHash add(boolean value) {
        return add(value ? 1L : 0L);
    }

    /** The tag and the hash. */
    public byte[] tagged() {
        byte[] tagged = new byte[LENGTH];
        tagged[0] = TAG;
        System.arraycopy(digest(), 0, tagged, 1, LENGTH - 1);
        return tagged;
    }

    /** Whether a stored hash is of an algorithm that is known and of these values. */
    public boolean matches(byte @Nullable [] stored) {
        return stored != null && Arrays.equals(stored, tagged());
    }

    private byte[] digest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(values, 0, size);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    private ContentHash number(long value) {
        reserve(Long.BYTES);
        for (int shift = 56; shift >= 0; shift -= 8) {
            values[size++] = (byte) (value >> shift);
        }
        return this;
    }

    private void reserve(int bytes) {
        if (values.length - size < bytes) {
            values = Arrays.copyOf(values, Math.max(2 * values.length, size + bytes));
        }
    }
}
