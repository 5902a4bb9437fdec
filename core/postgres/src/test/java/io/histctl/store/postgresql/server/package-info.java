/** A real PostgreSQL server for tests: unpacked from the class path, started on loopback, killed and promoted on request. */
package io.histctl.store.postgresql.server;
