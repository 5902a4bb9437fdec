/** Readers for the files of other tools. Only this package knows their field names. */
@org.jspecify.annotations.NullMarked
package io.histctl.formats;
