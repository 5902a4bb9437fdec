package io.histctl.cli.serve;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.IntConsumer;

/** A body of limited length, whose bytes are counted as they arrive. */
final class LimitedInput extends FilterInputStream {
    private final long limit;
    private final IntConsumer arrived;
    private long count;

    /** @param arrived receives how many bytes were read, 0 at the end of the body */
    LimitedInput(InputStream in, long limit, IntConsumer arrived) {
        super(in);
        this.limit = limit;
        this.arrived = arrived;
    }

    /** Whether the body was longer than the limit. */
    boolean exceeded() {
        return count > limit;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int read = super.read(into, from, length);
        count += Math.max(0, read);
        ensureWithinLimit(exceeded());
        arrived.accept(Math.max(0, read));
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        byte[] skipped = new byte[(int) Math.min(bytes, 8_192)];
        return Math.max(0, read(skipped, 0, skipped.length));
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    static void ensureWithinLimit(boolean exceeded) {
        if (exceeded) {
            throw new Refusal(413, "too_large", "the body is larger than --max-body allows; allow more or send less");
        }
    }
}
