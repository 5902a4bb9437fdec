package io.histctl.store.sqlite;

import io.histctl.model.Progress;
import java.time.Duration;
import org.apiguardian.api.API;

/**
 * How a database file is opened.
 *
 * @param busyTimeout how long a statement waits for another process's write
 * @param allowSharedWrite whether to accept a file that group or others may write
 * @param durable whether writes are durable when the call returns
 * @param migrate whether to create or migrate the schema
 * @param searchIndex whether to index what is written
 * @param progress receives the progress of a migration
 */
@API(status = API.Status.INTERNAL)
public record SqliteOptions(
        Duration busyTimeout,
        boolean allowSharedWrite,
        boolean durable,
        boolean migrate,
        boolean searchIndex,
        Progress progress) {}
