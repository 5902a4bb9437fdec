/** SQLite: the schema, the statements, pruning and verification. SQL stands nowhere else. */
@org.jspecify.annotations.NullMarked
package io.histctl.store;
