/**
 * Summaries of the turns that can no longer be sent: who writes them, when they are stored, and the message that quotes
 * them. The default is a digest, which quotes and never rewords.
 */
@org.jspecify.annotations.NullMarked
package io.histctl.summary;
