/** The storage contract in PostgreSQL. */
@org.jspecify.annotations.NullMarked
package io.histctl.store.postgresql;
