/** What stands for the turns that can't be sent any more: the record of the earlier conversation and who writes it. */
@org.jspecify.annotations.NullMarked
package io.histctl.summary;
