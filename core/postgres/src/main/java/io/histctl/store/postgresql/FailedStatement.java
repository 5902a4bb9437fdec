package io.histctl.store.postgresql;

import java.sql.SQLException;

/** Carries a failure of the database through code that declares no checked exception. */
final class FailedStatement extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final SQLException failure;

    FailedStatement(SQLException failure) {
        super(null, failure, false, false);
        this.failure = failure;
    }

    SQLException failure() {
        return failure;
    }
}
