/** Measures the cost of histctl and of rivals for the same work. Only this package uses rivals. */
package io.histctl.bench;
