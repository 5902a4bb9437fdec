/** The exceptions. Each names the thing, the place and the next step, never what was said in a chat. */
@org.jspecify.annotations.NullMarked
package io.histctl.error;
