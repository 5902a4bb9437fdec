package io.histctl.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.apiguardian.api.API;

/**
 * SHA-256 hashes, which identify sounds, ids and messages.
 *
 * @hidden
 */
@API(status = API.Status.INTERNAL)
public final class Hash {
    private Hash() {}

    /** The SHA-256 of these bytes, 32 bytes. */
    public static byte[] of(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    /** The SHA-256 of a text in UTF-8. */
    public static byte[] of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The first 16 bytes of the hash of an id, which are enough to identify it. */
    public static byte[] ofId(String id) {
        return Arrays.copyOf(of(id), 16);
    }

    /** A hash in lower-case hexadecimal. */
    public static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }
}
