/** Takes sound and images of turns out of a store, as files that other programs can open. */
@org.jspecify.annotations.NullMarked
package io.histctl.media;
