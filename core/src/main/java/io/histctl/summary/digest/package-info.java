/**
 * The embedded digest: an extractive summary within a token budget. Turns are split into sentences and clauses; the
 * concepts that these mention are weighted; and the clauses that cover the most weight for their length are selected
 * and quoted in their original order. What it knows of a language is in a data file of that language.
 */
@org.jspecify.annotations.NullMarked
package io.histctl.summary.digest;
