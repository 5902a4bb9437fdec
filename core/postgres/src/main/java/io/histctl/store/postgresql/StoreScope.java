package io.histctl.store.postgresql;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The schema and the namespace to which all statements of a store keep. */
final class StoreScope {
    private static final Pattern TABLE = Pattern.compile("@([a-z_]+)");

    private final String place;
    private final String schema;
    private final String namespace;
    private final Map<String, String> qualified = new ConcurrentHashMap<>();

    /**
     * A schema and a namespace.
     *
     * @param place names the store in errors
     * @param schema a plain lower-case name
     */
    StoreScope(String place, String schema, String namespace) {
        this.place = place;
        this.schema = schema;
        this.namespace = namespace;
    }

    String place() {
        return place;
    }

    String schema() {
        return schema;
    }

    String namespace() {
        return namespace;
    }

    /** SQL with the tables in their schema; the search path can't be relied on behind a pooler. */
    String qualified(String sql) {
        return qualified.computeIfAbsent(sql, text -> TABLE.matcher(text).replaceAll("\"" + schema + "\".$1"));
    }

    /**
     * The id of a conversation: 63 bits of SHA-256, so that any process on any machine gives the same one without asking
     * the database. Among 100 million conversations, two get the same id with a probability of 1 in 1,800.
     */
    long idOf(String name) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] prefix = namespace.getBytes(StandardCharsets.UTF_8);
            digest.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(prefix.length).array());
            digest.update(prefix);
            long id = ByteBuffer.wrap(digest.digest(name.getBytes(StandardCharsets.UTF_8)))
                            .getLong()
                    >>> 1;
            return Math.max(id, 1); // 0 is the id of a conversation that is not stored
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
