/** A local proxy that makes the voice chats of apps in any language resumable: {@code histctl serve}. */
@org.jspecify.annotations.NullMarked
package io.histctl.cli.serve;
