package io.histctl.intercept;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A streamed body that is recorded as it is read. */
final class CopiedStream extends FilterInputStream {
    private final ReplyStream reply;
    private final byte[] buffer = new byte[8192];
    private byte[] held = {};
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
            byte[] piece = next();
            finished = piece == null;
            ready = piece == null ? reply.end() : reply.accept(piece);
            at = 0;
        }
        int count = Math.min(length, ready.length - at);
        System.arraycopy(ready, at, into, from, count);
        at += count;
        return count == 0 ? -1 : count;
    }

    /** The next bytes; null at the end. The app is to read the last words before it waits until the reply is stored. */
    private byte @Nullable [] next() throws IOException {
        byte[] piece = held;
        if (piece.length == 0) {
            int count = in.read(buffer, 0, buffer.length);
            if (count < 0) {
                return null;
            }
            piece = Arrays.copyOf(buffer, count);
        }
        int end = StreamEnd.startIn(piece);
        held = end > 0 ? Arrays.copyOfRange(piece, end, piece.length) : new byte[0];
        return end > 0 ? Arrays.copyOf(piece, end) : piece;
    }

    @Override
    public int available() throws IOException {
        return ready.length - at + held.length + (finished ? 0 : in.available());
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
