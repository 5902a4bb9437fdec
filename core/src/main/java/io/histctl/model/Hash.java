package io.histctl.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.apiguardian.api.API;

/**
 * SHA-256, by which sound, ids and messages are known again.
 *
 * @hidden
 */
@API(status = API.Status.INTERNAL)
public final class Hash {
    private Hash() {}

    /** The 32 bytes of SHA-256. */
    public static byte[] of(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    /** SHA-256 of the text's UTF-8. */
    public static byte[] of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Of an id: half of the hash is plenty to find it again. */
    public static byte[] ofId(String id) {
        return Arrays.copyOf(of(id), 16);
    }

    /** In lower-case hex. */
    public static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }
}
