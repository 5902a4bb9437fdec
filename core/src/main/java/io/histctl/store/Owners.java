package io.histctl.store;

import java.util.Optional;
import org.apiguardian.api.API;

/** The owners of conversations. */
@API(status = API.Status.INTERNAL)
public interface Owners {
    /**
     * Returns the owner of a conversation, durably stored. If it has none, it belongs to this owner from now on.
     *
     * @param conversation its id; it need not exist yet
     * @param owner the HMAC of the owner's key
     */
    byte[] claim(String conversation, byte[] owner);

    /** The owner of a conversation; empty if it has none. */
    Optional<byte[]> find(String conversation);
}
