/** SQL that the engines share: reads, writes and what a change of one conversation comes to. */
@org.jspecify.annotations.NullMarked
package io.histctl.store.jdbc;
