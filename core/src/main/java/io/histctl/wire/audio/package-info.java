/** Measures how long recorded sound is, from its own bytes. */
@org.jspecify.annotations.NullMarked
package io.histctl.wire.audio;
