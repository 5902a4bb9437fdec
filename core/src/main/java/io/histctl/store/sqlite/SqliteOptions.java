package io.histctl.store.sqlite;

import java.time.Duration;
import org.apiguardian.api.API;

/**
 * How a file is opened.
 *
 * @param busyTimeout how long a statement waits for another process's write
 * @param allowSharedWrite whether a file is accepted that others than its owner may write
 * @param durable whether a write is on the disk when its call returns
 */
@API(status = API.Status.INTERNAL)
public record SqliteOptions(Duration busyTimeout, boolean allowSharedWrite, boolean durable) {}
