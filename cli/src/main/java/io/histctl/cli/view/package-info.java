/** How values are shown: as text for people and as JSON for programs. Knows neither the command line nor the store. */
@org.jspecify.annotations.NullMarked
package io.histctl.cli.view;
