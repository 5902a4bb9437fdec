package io.histctl.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** An input in pieces, split at the control character RS, which no JSON document contains. */
public final class Pieces {
    private static final byte SEPARATOR = 0x1E;

    private Pieces() {}

    /** The pieces, at most {@code limit}. */
    public static List<byte[]> of(byte[] input, int most) {
        List<byte[]> pieces = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= input.length && pieces.size() < most; i++) {
            if (i == input.length || input[i] == SEPARATOR) {
                pieces.add(Arrays.copyOfRange(input, from, i));
                from = i + 1;
            }
        }
        return pieces;
    }
}
