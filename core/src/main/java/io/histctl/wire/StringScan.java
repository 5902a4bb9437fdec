package io.histctl.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds the end of a JSON string: eight bytes at a time, since nearly all of what is recorded is the sound in one. */
final class StringScan {
    private static final int SHORT = 64;

    private StringScan() {}

    /** Where the closing quote stands of the string that is opened here. */
    static int end(byte[] json, int quote) {
        int at = special(json, quote + 1);
        while (json[at] == '\\') {
            at = special(json, at + 2);
        }
        return at;
    }

    /** Where the next quote or backslash stands. */
    static int special(byte[] json, int from) {
        for (int i = from; i < from + SHORT; i++) {
            if (isSpecial(json[i])) {
                return i;
            }
        }
        return farther(json, from + SHORT);
    }

    private static int farther(byte[] json, int from) {
        int at = from;
        while (at + Long.BYTES <= json.length) {
            long hits = Words.specials(json, at);
            if (hits != 0) {
                return at + Long.numberOfTrailingZeros(hits) / Byte.SIZE;
            }
            at += Long.BYTES;
        }
        while (!isSpecial(json[at])) {
            at++;
        }
        return at;
    }

    private static boolean isSpecial(byte b) {
        return b == '"' || b == '\\';
    }

    /** Eight bytes as one number; apart, since a start with short strings only need not load what it takes. */
    private static final class Words {
        private static final VarHandle AT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
        private static final long EACH = 0x0101010101010101L;

        /** The high bit of the first byte that is a quote or backslash, and perhaps of some behind it; else 0. */
        private static long specials(byte[] json, int at) {
            long word = (long) AT.get(json, at);
            return zeros(word ^ EACH * '"') | zeros(word ^ EACH * '\\');
        }

        private static long zeros(long word) {
            return word - EACH & ~word & EACH << 7;
        }
    }
}
