package io.histctl.store;

import java.nio.ByteBuffer;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The sum of content hashes modulo 2^128, which does not depend on their order and changes with each of them. A turn
 * that was replaced counts twice, so that the sum tells which turns those are.
 */
@API(status = API.Status.INTERNAL)
public record ContentSum(long high, long low) {
    /** The sum of no hashes. */
    public static final ContentSum ZERO = new ContentSum(0, 0);

    private static final int BYTES = 16;

    /** The sum of these 16 bytes; null or another length: zero. */
    public static ContentSum of(byte @Nullable [] bytes) {
        if (bytes == null || bytes.length != BYTES) {
            return ZERO;
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new ContentSum(buffer.getLong(), buffer.getLong());
    }

    /** The sum with the hash of one more turn. */
    public ContentSum plus(byte[] taggedHash, boolean replaced) {
        ContentSum hash = hash(taggedHash);
        return replaced ? plus(hash).plus(hash) : plus(hash);
    }

    /** The sum without the hash of a turn. */
    public ContentSum minus(byte[] taggedHash, boolean replaced) {
        ContentSum hash = hash(taggedHash);
        return replaced ? minus(hash).minus(hash) : minus(hash);
    }

    /** As 16 bytes. */
    public byte[] bytes() {
        return ByteBuffer.allocate(BYTES).putLong(high).putLong(low).array();
    }

    private ContentSum plus(ContentSum other) {
        long sum = low + other.low;
        long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
        return new ContentSum(high + other.high + carry, sum);
    }

    private ContentSum minus(ContentSum other) {
        long borrow = Long.compareUnsigned(low, other.low) < 0 ? 1 : 0;
        return new ContentSum(high - other.high - borrow, low - other.low);
    }

    /** A turn without a hash, which is damaged, counts as zero. */
    private static ContentSum hash(byte[] tagged) {
        if (tagged.length != BYTES + 1) {
            return ZERO;
        }
        ByteBuffer buffer = ByteBuffer.wrap(tagged, 1, BYTES);
        return new ContentSum(buffer.getLong(), buffer.getLong());
    }
}
