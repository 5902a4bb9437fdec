/** Pure values of a conversation: turns, their parts, audio and its expiry, usage. They are independent of JSON and SQL. */
@org.jspecify.annotations.NullMarked
package io.histctl.model;
