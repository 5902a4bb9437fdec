/** Finds turns by their words: reads the query, and marks the matches in an excerpt. The store's engine does the search. */
@org.jspecify.annotations.NullMarked
package io.histctl.search;
