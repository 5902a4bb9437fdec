/** Chat Completions: reading, rendering, the rules V1–V14, and the facts of the API. */
@org.jspecify.annotations.NullMarked
package io.histctl.wire.chat;
