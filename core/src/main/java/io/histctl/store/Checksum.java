package io.histctl.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** CRC-32C of a row's values, by which a flipped bit is known. Against a forger it is none. */
final class Checksum {
    private static final int TAG_AND_NUMBER = 9;

    private Checksum() {}

    /** Of whole numbers, truths, text, bytes and nulls, as they are bound or read. */
    static long of(@Nullable Object... values) {
        CRC32C sum = new CRC32C();
        ByteBuffer heads = ByteBuffer.allocate(values.length * TAG_AND_NUMBER);
        for (Object value : values) {
            if (value == null) {
                heads.put((byte) 0).putLong(0);
            } else if (value instanceof Number number) {
                heads.put((byte) 1).putLong(number.longValue());
            } else if (value instanceof Boolean truth) {
                heads.put((byte) 1).putLong(truth ? 1 : 0);
            } else {
                byte[] bytes =
                        value instanceof byte[] given ? given : value.toString().getBytes(StandardCharsets.UTF_8);
                heads.put((byte) 2).putLong(bytes.length);
                sum.update(bytes);
            }
        }
        sum.update(heads.array());
        return sum.getValue();
    }
}
