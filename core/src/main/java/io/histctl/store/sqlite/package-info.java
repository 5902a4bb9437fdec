/** The SQLite engine: connections, permissions, schema, backups and the sentences for its errors. */
@org.jspecify.annotations.NullMarked
package io.histctl.store.sqlite;
