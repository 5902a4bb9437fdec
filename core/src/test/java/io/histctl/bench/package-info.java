/** What a digest keeps and costs, printed for a reader: no test. */
@org.jspecify.annotations.NullMarked
package io.histctl.bench;
