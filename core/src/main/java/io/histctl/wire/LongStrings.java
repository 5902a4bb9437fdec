package io.histctl.wire;

import java.util.Arrays;

/** Where the long strings of a document end, which is known when it was read once: sound is not scanned at each level. */
final class LongStrings {
    private static final int LONG = 1024;

    private int[] quotes = {};
    private int[] ends = {};
    private int count;

    /** Takes note of a string, where it is long; in the order of the document. */
    void add(int quote, int end) {
        if (end - quote < LONG) {
            return;
        }
        if (count == quotes.length) {
            quotes = Arrays.copyOf(quotes, 2 * count + 4);
            ends = Arrays.copyOf(ends, 2 * count + 4);
        }
        quotes[count] = quote;
        ends[count++] = end;
    }

    /** Where the string ends that is opened here. */
    int end(byte[] json, int quote) {
        int known = count == 0 ? -1 : Arrays.binarySearch(quotes, 0, count, quote);
        return known < 0 ? StringScan.end(json, quote) : ends[known];
    }
}
