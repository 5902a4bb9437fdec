/** Derives stored values again and reports every difference. */
@org.jspecify.annotations.NullMarked
package io.histctl.verify;
