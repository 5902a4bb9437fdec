/** Reads, renders and checks Chat Completions messages. */
@org.jspecify.annotations.NullMarked
package io.histctl.wire.chat;
