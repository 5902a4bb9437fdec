package io.histctl.store.sqlite;

import io.histctl.error.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/** Opens connections with our pragmas (WAL, FULL, secure_delete, foreign keys) and owner-only file permissions. */
final class SqliteConnections {
    private static final int WRITER_CACHE_KIB = 16 << 10;
    private static final long NANOS_BETWEEN_TRIES = 10_000_000;

    private final @Nullable Path file;
    private final Duration busyTimeout;
    private final SQLiteConfig.SynchronousMode synchronous;
    private final boolean migrate;
    private volatile @Nullable FileIdentity found;
    private volatile @Nullable FileIdentity log;

    private SqliteConnections(
            @Nullable Path file, Duration busyTimeout, SQLiteConfig.SynchronousMode synchronous, boolean migrate) {
        this.file = file;
        this.busyTimeout = busyTimeout;
        this.synchronous = synchronous;
        this.migrate = migrate;
    }

    static SqliteConnections ofFile(Path file, SqliteOptions options) {
        return new SqliteConnections(
                file.toAbsolutePath().normalize(),
                options.busyTimeout(),
                options.durable() ? SQLiteConfig.SynchronousMode.FULL : SQLiteConfig.SynchronousMode.NORMAL,
                options.migrate());
    }

    static SqliteConnections inMemory() {
        return new SqliteConnections(null, Duration.ZERO, SQLiteConfig.SynchronousMode.FULL, true);
    }

    boolean isInMemory() {
        return file == null;
    }

    /** How long a statement waits for others. */
    Duration busyTimeout() {
        return busyTimeout;
    }

    String place() {
        return file == null ? "the database in memory" : file.toString();
    }

    /** A connection for the one writer, whose transactions take the write lock at once. */
    Connection writer() {
        return open(SQLiteConfig.TransactionMode.IMMEDIATE);
    }

    /** A connection for a reader. */
    Connection reader() {
        return open(SQLiteConfig.TransactionMode.DEFERRED);
    }

    /** Opens and closes a connection without touching the schema. */
    void load() {
        try {
            config(SQLiteConfig.TransactionMode.DEFERRED)
                    .createConnection(url())
                    .close();
        } catch (SQLException e) {
            throw SqliteErrors.explain(e, place());
        }
    }

    private Connection open(SQLiteConfig.TransactionMode mode) {
        Connection connection = null;
        try {
            if (file != null && found == null) {
                ensureThere(file);
            }
            ensureSame();
            connection = config(mode).createConnection(url());
            BusyRetry.install(connection, busyTimeout);
            SqliteSchema.ensure(connection, place(), migrate);
            settle(connection);
            remember(mode);
            return connection;
        } catch (SQLException e) {
            close(connection);
            throw SqliteErrors.explain(e, place());
        } catch (RuntimeException e) {
            close(connection);
            throw e;
        }
    }

    private void ensureThere(Path database) {
        if (!migrate && database.toFile().length() == 0) {
            throw SqliteSchema.behind(place());
        }
        PrivateFiles.ensureThere(database);
    }

    /** Remembers the file, and the log as soon as the writer is open, which keeps it. */
    private void remember(SQLiteConfig.TransactionMode mode) {
        if (file != null && found == null) {
            found = new FileIdentity(file);
        }
        if (file != null && mode == SQLiteConfig.TransactionMode.IMMEDIATE) {
            log = new FileIdentity(PrivateFiles.log(file));
        }
    }

    /** Ensures that the file is the one that was opened; takes microseconds. */
    void ensureSame() {
        if (!isThere(found) || !isThere(log)) {
            throw new StoreException(place() + " or its log was removed or replaced while it was open; nothing was"
                    + " written, open the store again");
        }
    }

    private static boolean isThere(@Nullable FileIdentity known) {
        return known == null || known.isThere();
    }

    /** The file as a URI, since the driver reads options after a {@code ?} in a plain path. */
    private String url() {
        return "jdbc:sqlite:" + (file == null ? ":memory:" : file.toUri());
    }

    private SQLiteConfig config(SQLiteConfig.TransactionMode mode) {
        SQLiteConfig config = new SQLiteConfig();
        config.setTransactionMode(mode);
        config.setOpenMode(SQLiteOpenMode.NOMUTEX); // only one thread uses a connection at a time
        config.enforceForeignKeys(true);
        config.setSynchronous(synchronous);
        if (mode == SQLiteConfig.TransactionMode.IMMEDIATE) {
            config.setCacheSize(-WRITER_CACHE_KIB); // pages that do not fit are written to the log repeatedly
        }
        config.setGetGeneratedKeys(false); // each change would need one more statement
        return config;
    }

    private void settle(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (file != null) {
                useWal(statement);
            }
            statement.execute("PRAGMA secure_delete = ON");
        }
    }

    /** Retries: SQLite does not wait here by itself if several processes open a new database at once. */
    private void useWal(Statement statement) throws SQLException {
        long end = System.nanoTime() + busyTimeout.toNanos();
        for (boolean done = false; !done; ) {
            try {
                statement.execute("PRAGMA journal_mode = WAL");
                done = true;
            } catch (SQLException e) {
                if (!SqliteErrors.isBusy(e) || System.nanoTime() > end) {
                    throw e;
                }
                LockSupport.parkNanos(NANOS_BETWEEN_TRIES);
            }
        }
    }

    private static void close(@Nullable Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            // the reason is being thrown already
        }
    }
}
