package io.histctl.store;

import java.time.Duration;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * How a store on a server is opened.
 *
 * @param busyTimeout how long a unit of work is retried, and how long it waits for others
 * @param durable whether writes are durable when the call returns
 * @param migrate whether to create or migrate the schema
 * @param schema the database schema of the tables; null for the engine's default
 * @param namespace the conversations to work on; empty for those without a namespace
 */
@API(status = API.Status.INTERNAL)
public record StorageOptions(
        Duration busyTimeout,
        boolean durable,
        boolean migrate,
        @Nullable String schema,
        String namespace) {}
