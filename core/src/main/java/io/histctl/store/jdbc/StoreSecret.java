package io.histctl.store.jdbc;

import java.util.Arrays;
import org.apiguardian.api.API;

/** The secret of a store, which signs its summaries and hides the keys of owners. */
@API(status = API.Status.INTERNAL)
public final class StoreSecret {
    private StoreSecret() {}

    static byte[] read(Session session) {
        return session.statements()
                .first("SELECT secret FROM store WHERE id = 1", rows -> Statements.bytes(rows, "secret"))
                .orElseThrow();
    }

    /** Takes over a secret unless there are conversations; returns whether it is the secret now. */
    public static boolean adopt(Session session, byte[] secret) {
        session.statements()
                .update(
                        "UPDATE store SET secret = ? WHERE id = 1 AND NOT EXISTS (SELECT 1 FROM conversation)"
                                + " AND NOT EXISTS (SELECT 1 FROM owner)",
                        (Object) secret);
        return Arrays.equals(read(session), secret);
    }
}
