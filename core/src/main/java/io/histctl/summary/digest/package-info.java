/**
 * The embedded digest: an extract in the speakers' own words. Lines are split into clauses, and the clauses that carry
 * the most facts for their length are quoted in their original order.
 */
@org.jspecify.annotations.NullMarked
package io.histctl.summary.digest;
