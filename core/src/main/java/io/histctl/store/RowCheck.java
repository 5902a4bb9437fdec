package io.histctl.store;

import org.jspecify.annotations.Nullable;

/** Every row that carries a checksum against it. */
public final class RowCheck {
    private RowCheck() {}

    /** Tells of a row that is not as it was written; the conversation is null where it belongs to none. */
    public interface Broken {
        /** A row of this table; at position 0 it is of the conversation as a whole. */
        void row(@Nullable String conversation, long position, String table);
    }

    /** Looks at all. */
    public static void run(Session session, Broken broken) {
        for (Sealed table : Sealed.values()) {
            table.check(session, broken);
        }
    }
}
