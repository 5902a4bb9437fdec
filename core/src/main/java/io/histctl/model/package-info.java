/** Pure values of a conversation: turns, their parts, audio and its expiry, usage. They know nothing of JSON or SQL. */
@org.jspecify.annotations.NullMarked
package io.histctl.model;
