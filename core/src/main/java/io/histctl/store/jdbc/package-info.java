/** SQL that the engines share: reading, and writing the changes of one conversation. */
@org.jspecify.annotations.NullMarked
package io.histctl.store.jdbc;
