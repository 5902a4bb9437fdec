package io.histctl.summary;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apiguardian.api.API;

/**
 * Signs the summary messages of one conversation, so that a later request's copy is recognized and an imitation is not.
 * The key is what identifies the conversation's first reply: the random ids of the model's server, which those who take
 * part in the chat do not see. So the signature needs no stored secret, and is the same in every store that has
 * recorded the conversation. It is an HMAC-SHA-256, shortened to 18 decimal digits: about 60 bits, in 6 tokens.
 * Immutable and thread-safe.
 *
 * @hidden
 */
@API(status = API.Status.INTERNAL)
public final class SummarySignature {
    private static final String ALGORITHM = "HmacSHA256";
    private static final long MODULUS = 1_000_000_000_000_000_000L;

    private final SecretKeySpec key;
    private final String conversation;

    /**
     * Creates the signature of a conversation.
     *
     * @param key identifies the conversation's first reply
     * @param conversation the conversation's id: a summary of another conversation is not recognized
     */
    public SummarySignature(String key, String conversation) {
        this.key = new SecretKeySpec(("summary " + key).getBytes(StandardCharsets.UTF_8), ALGORITHM);
        this.conversation = conversation;
    }

    /** The signature of a summary through a position, with the text of its message after the first line. */
    String sign(long through, String text) {
        byte[] signed = (conversation + '\n' + through + '\n' + text).getBytes(StandardCharsets.UTF_8);
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            long first = ByteBuffer.wrap(mac.doFinal(signed)).getLong();
            return "%018d".formatted(Long.remainderUnsigned(first, MODULUS));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform provides " + ALGORITHM, e);
        }
    }

    boolean matches(String signature, long through, String text) {
        return MessageDigest.isEqual(
                signature.getBytes(StandardCharsets.UTF_8), sign(through, text).getBytes(StandardCharsets.UTF_8));
    }
}
