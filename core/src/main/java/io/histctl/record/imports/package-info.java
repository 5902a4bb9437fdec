/** Records exchanges from JSON Lines. */
@org.jspecify.annotations.NullMarked
package io.histctl.record.imports;
