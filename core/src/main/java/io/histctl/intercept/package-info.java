/**
 * Makes an app's own request valid before it is sent, and records it with its reply: the conversation that a request
 * belongs to, what becomes of each of its messages, how often it is sent, and how a streamed reply is copied.
 */
@org.jspecify.annotations.NullMarked
package io.histctl.intercept;
