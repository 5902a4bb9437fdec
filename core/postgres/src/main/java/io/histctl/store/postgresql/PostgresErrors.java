package io.histctl.store.postgresql;

import io.histctl.error.Remedy;
import io.histctl.error.StoreException;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns SQL states into sentences with the next step, and says which failures may pass. */
final class PostgresErrors {
    /** Deadlock, serialization failure, lost race for a key, read-only after a failover, too many clients, lock timeout. */
    private static final Set<String> PASSING = Set.of("40001", "40P01", "23505", "25006", "53300", "55P03");

    private PostgresErrors() {}

    /** Whether running the work again may succeed. */
    static boolean mayPass(SQLException failure) {
        String state = state(failure);
        return PASSING.contains(state) || losesConnection(failure);
    }

    /** Whether the connection is lost, so that it is unknown whether a commit took place. */
    static boolean losesConnection(SQLException failure) {
        String state = state(failure);
        return (state.startsWith("08") && !state.equals("08004")) || state.startsWith("57P");
    }

    static StoreException explain(SQLException failure, String place) {
        String state = state(failure);
        return new StoreException(place + " " + sentence(state), remedy(state), withoutData(failure));
    }

    private static String sentence(String state) {
        return switch (state) {
            case "28P01", "28000" -> "refuses the user or the password; check both";
            case "3D000" -> "does not exist on the server; create the database";
            case "3F000", "42P01" -> "has no histctl tables in this schema; migrate it, or name another schema";
            case "42501" -> "does not let this user do that; grant its rights, or use another user";
            case "53100" -> "can't grow, the disk is full; make room and try again, nothing is lost";
            case "53300" -> "has no connection left; raise its limit or use fewer connections";
            case "25006" -> "is read-only at the moment; name the primary server";
            case "40001", "40P01", "23505", "55P03", "57014" ->
                "is still being written by another process;" + " try again, or wait longer";
            case "54000", "22001" -> "can't hold a value as large as that; record less at once";
            case "42P05", "26000" ->
                "is behind a pooler that doesn't keep prepared statements; add" + " prepareThreshold=0 to the address";
            case "XX001", "XX002" -> "is damaged; restore a backup";
            case "" -> "could not be read or written; check the server";
            default ->
                state.startsWith("08") || state.startsWith("57P")
                        ? "can't be reached; check that the server is running, its address and the network"
                        : "could not be read or written (SQL state " + state + "); check the server's log";
        };
    }

    private static Remedy remedy(String state) {
        return switch (state) {
            case "40001", "40P01", "23505", "55P03", "57014" -> Remedy.RAISE_BUSY_TIMEOUT;
            case "3D000", "28P01", "28000" -> Remedy.CHOOSE_OTHER_STORE;
            default -> Remedy.NONE;
        };
    }

    private static String state(@Nullable Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return "";
    }

    /** The server's messages may quote values, and so the chat. */
    private static SQLException withoutData(SQLException failure) {
        SQLException safe = new SQLException("SQL state " + state(failure), state(failure));
        safe.setStackTrace(failure.getStackTrace());
        return safe;
    }
}
