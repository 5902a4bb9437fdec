package io.histctl;

import io.histctl.store.Reading;
import io.histctl.store.Storage;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Checks whether a key owns a conversation, with an HMAC of the key instead of the key. */
final class ConversationOwner {
    private static final String ALGORITHM = "HmacSHA256";

    private final Storage storage;

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

    private byte[] hmac(String key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(storage.read(Reading::secret), ALGORITHM));
            return mac.doFinal(("owner " + key).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform provides " + ALGORITHM, e);
        }
    }
}
