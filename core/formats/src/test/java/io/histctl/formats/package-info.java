@org.jspecify.annotations.NullMarked
package io.histctl.formats;
