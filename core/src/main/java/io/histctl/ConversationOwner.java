package io.histctl;

import io.histctl.store.Reading;
import io.histctl.store.Storage;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Checks whether a key owns a conversation, with an HMAC of the key instead of the key. Thread-safe. */
final class ConversationOwner {
    private static final String ALGORITHM = "HmacSHA256";

    private final Storage storage;
    private volatile byte @Nullable [] secret;

    ConversationOwner(Storage storage) {
        this.storage = storage;
    }

    boolean claim(String conversation, String key) {
        byte[] hmac = hmac(key);
        return MessageDigest.isEqual(hmac, storage.owners().claim(conversation, hmac));
    }

    /** Whether a conversation has neither an owner nor turns. */
    boolean isFree(String conversation) {
        return storage.owners().find(conversation).isEmpty()
                && storage.read(reading -> reading.conversations().find(conversation))
                        .isEmpty();
    }

    /** The secret, which never changes. */
    private byte[] secret() {
        byte[] known = secret;
        if (known == null) {
            known = storage.read(Reading::secret);
            secret = known;
        }
        return known;
    }

    private byte[] hmac(String key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret(), ALGORITHM));
            return mac.doFinal(("owner " + key).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform provides " + ALGORITHM, e);
        }
    }
}
