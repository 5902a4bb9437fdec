/** Failures on purpose: aborted commits, connections that are cut, servers that are killed. */
package io.histctl.store.postgresql.fault;
