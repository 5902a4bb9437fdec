package io.histctl.cli.serve;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * A response body as it arrives, requested a few pieces ahead of its reader. Unlike the JDK's, it hands out all that arrived before it fails
 * because the rest does not. Closing it cancels the request.
 */
final class ArrivingBody extends InputStream implements BodySubscriber<InputStream> {
    private static final List<ByteBuffer> END = List.of();

    /** Of 16 KB each. With one alone, the reader would wait for the network thread at each piece. */
    private static final int PIECES_AHEAD = 4;

    private final CompletableFuture<InputStream> body = new CompletableFuture<>();
    private final BlockingQueue<List<ByteBuffer>> arrived = new LinkedBlockingQueue<>();
    private final Deque<ByteBuffer> ready = new ArrayDeque<>(); // used by the reader alone
    private volatile @Nullable Subscription subscription;
    private volatile @Nullable Throwable failure;
    private volatile boolean closed;
    private boolean ended;

    @Override
    public CompletionStage<InputStream> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        body.complete(this);
        given.request(PIECES_AHEAD);
    }

    @Override
    public void onNext(List<ByteBuffer> pieces) {
        arrived.add(pieces);
    }

    @Override
    public void onError(Throwable cause) {
        failure = cause;
        body.completeExceptionally(cause);
        arrived.add(END);
    }

    @Override
    public void onComplete() {
        arrived.add(END);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        while (!ended && (ready.isEmpty() || !ready.peek().hasRemaining())) {
            ready.poll();
            if (ready.isEmpty()) {
                next();
            }
        }
        Throwable cause = failure;
        if (ended && cause != null) {
            throw new IOException("the response broke off", cause);
        }
        if (ended) {
            return -1;
        }
        ByteBuffer piece = ready.element();
        int count = Math.min(length, piece.remaining());
        piece.get(into, from, count);
        return count;
    }

    @Override
    public void close() {
        closed = true;
        Subscription given = subscription;
        if (given != null) {
            given.cancel();
        }
    }

    private void next() throws IOException {
        if (closed) {
            throw new IOException("the response was closed");
        }
        try {
            List<ByteBuffer> pieces = arrived.take();
            ended = pieces == END;
            ready.addAll(pieces);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the response took too long", e);
        }
        Subscription given = subscription;
        if (!ended && given != null) {
            given.request(1);
        }
    }
}
