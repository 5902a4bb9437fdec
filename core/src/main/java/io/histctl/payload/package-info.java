/** The wire, outwards: a plan becomes a request; the rules V1–V13 check it before it leaves. */
@org.jspecify.annotations.NullMarked
package io.histctl.payload;
