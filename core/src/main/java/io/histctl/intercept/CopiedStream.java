package io.histctl.intercept;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** A streamed body that is recorded as it is read. */
final class CopiedStream extends FilterInputStream {
    private final ReplyStream reply;
    private byte[] ready = {};
    private int at;
    private boolean finished;

    CopiedStream(InputStream in, ReplyStream reply) {
        super(in);
        this.reply = reply;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (at == ready.length && !finished) {
            byte[] piece = new byte[Math.max(length, 8192)];
            int count = in.read(piece, 0, piece.length);
            finished = count < 0;
            ready = finished ? reply.end() : reply.accept(Arrays.copyOf(piece, count));
            at = 0;
        }
        int count = Math.min(length, ready.length - at);
        System.arraycopy(ready, at, into, from, count);
        at += count;
        return count == 0 ? -1 : count;
    }

    @Override
    public int available() throws IOException {
        return ready.length - at + (finished ? 0 : in.available());
    }

    @Override
    public long skip(long count) throws IOException {
        byte[] skipped = new byte[(int) Math.min(count, 8192)];
        return Math.max(0, read(skipped, 0, skipped.length));
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public void close() throws IOException {
        try {
            reply.close();
        } finally {
            in.close();
        }
    }
}
