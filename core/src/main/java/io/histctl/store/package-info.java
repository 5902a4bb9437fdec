/**
 * The storage contract in domain values: snapshots to read, changes of one conversation that are written whole or not at
 * all, and deletions over many. Connections, SQL and batches stay in the engines.
 */
@org.jspecify.annotations.NullMarked
package io.histctl.store;
