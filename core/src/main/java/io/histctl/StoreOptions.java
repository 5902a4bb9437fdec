package io.histctl;

import io.histctl.error.InvalidInputException;
import io.histctl.model.Instants;
import io.histctl.model.Progress;
import io.histctl.store.StorageOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a store is opened. Start from {@link #DEFAULT} and change what differs.
 *
 * @param clock the local clock, used wherever no instant is given
 * @param busyTimeout how long a write waits for another process, at most 365,000 days
 * @param allowSharedWrite whether to accept a database file that group or others may write, although its contents can't be
 *     trusted
 * @param durability when a write counts as done
 * @param migrate whether to create the schema, or to migrate one of an earlier version; if not, a store without the newest
 *     schema is refused
 * @param schema the PostgreSQL schema of the tables; null for the one that the address names, else {@code histctl}
 * @param namespace the conversations to work on, on PostgreSQL: a store sees only conversations of its own namespace; empty
 *     for those without one
 * @param searchIndex whether a file's turns are indexed for {@link HistoryStore#search} as they are written; if not, the next
 *     store that is opened with an index adds them to it
 * @param migrationProgress receives how much of a file of an earlier version is migrated: first its conversations, then its
 *     turns
 */
public record StoreOptions(
        Clock clock,
        Duration busyTimeout,
        boolean allowSharedWrite,
        Durability durability,
        boolean migrate,
        @Nullable String schema,
        String namespace,
        boolean searchIndex,
        Progress migrationProgress) {
    private static final Pattern SCHEMA = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

    /** The system's clock, a busy timeout of ten seconds, files that only their owner may write, full durability. */
    public static final StoreOptions DEFAULT = new StoreOptions(
            Clock.systemUTC(), Duration.ofSeconds(10), false, Durability.FULL, true, null, "", true, Progress.NONE);

    /** When a write counts as done. */
    public enum Durability {
        /** When it has reached the disk. It survives a power failure. */
        FULL,
        /**
         * When the operating system has it. It survives a crash of the program, but a power failure may lose the newest
         * writes; the database stays intact.
         */
        RELAXED
    }

    /**
     * @throws InvalidInputException if the busy timeout is negative or longer than 365,000 days, or the schema is not a
     *     plain lower-case name
     */
    public StoreOptions {
        Instants.ensureSpan(busyTimeout, "the busy timeout");
        if (schema != null && !SCHEMA.matcher(schema).matches()) {
            throw new InvalidInputException(
                    "the schema's name must consist of lower-case letters, digits and underscores and not begin with a"
                            + " digit; choose such a name");
        }
    }

    /** These options with another clock. */
    public StoreOptions withClock(Clock clock) {
        return new StoreOptions(
                clock,
                busyTimeout,
                allowSharedWrite,
                durability,
                migrate,
                schema,
                namespace,
                searchIndex,
                migrationProgress);
    }

    /** These options with another time to wait for other processes. */
    public StoreOptions withBusyTimeout(Duration busyTimeout) {
        return new StoreOptions(
                clock,
                busyTimeout,
                allowSharedWrite,
                durability,
                migrate,
                schema,
                namespace,
                searchIndex,
                migrationProgress);
    }

    /** These options, accepting or refusing a file that others than its owner may write. */
    public StoreOptions withAllowSharedWrite(boolean allowSharedWrite) {
        return new StoreOptions(
                clock,
                busyTimeout,
                allowSharedWrite,
                durability,
                migrate,
                schema,
                namespace,
                searchIndex,
                migrationProgress);
    }

    /** These options with another durability. */
    public StoreOptions withDurability(Durability durability) {
        return new StoreOptions(
                clock,
                busyTimeout,
                allowSharedWrite,
                durability,
                migrate,
                schema,
                namespace,
                searchIndex,
                migrationProgress);
    }

    /** These options, with or without migration. */
    public StoreOptions withMigrate(boolean migrate) {
        return new StoreOptions(
                clock,
                busyTimeout,
                allowSharedWrite,
                durability,
                migrate,
                schema,
                namespace,
                searchIndex,
                migrationProgress);
    }

    /** These options with another PostgreSQL schema. */
    public StoreOptions withSchema(@Nullable String schema) {
        return new StoreOptions(
                clock,
                busyTimeout,
                allowSharedWrite,
                durability,
                migrate,
                schema,
                namespace,
                searchIndex,
                migrationProgress);
    }

    /** These options with another namespace. */
    public StoreOptions withNamespace(String namespace) {
        return new StoreOptions(
                clock,
                busyTimeout,
                allowSharedWrite,
                durability,
                migrate,
                schema,
                namespace,
                searchIndex,
                migrationProgress);
    }

    /** These options, with or without indexing what is written. */
    public StoreOptions withSearchIndex(boolean searchIndex) {
        return new StoreOptions(
                clock,
                busyTimeout,
                allowSharedWrite,
                durability,
                migrate,
                schema,
                namespace,
                searchIndex,
                migrationProgress);
    }

    /** These options, passing on the progress of a migration. */
    public StoreOptions withMigrationProgress(Progress migrationProgress) {
        return new StoreOptions(
                clock,
                busyTimeout,
                allowSharedWrite,
                durability,
                migrate,
                schema,
                namespace,
                searchIndex,
                migrationProgress);
    }

    /** A file has neither schemas nor namespaces. */
    void ensureForFile() {
        if (schema != null || !namespace.isEmpty()) {
            throw new InvalidInputException(
                    "a database file has no schemas and no namespaces; use a file for each, or PostgreSQL");
        }
    }

    StorageOptions forServer() {
        return new StorageOptions(busyTimeout, durability == Durability.FULL, migrate, schema, namespace);
    }
}
