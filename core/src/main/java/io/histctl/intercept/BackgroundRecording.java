package io.histctl.intercept;

import io.histctl.record.Recorded;
import io.histctl.record.RecordingStream;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Records a streamed reply in another thread, so that neither a slow nor a failing disk delays the app. What arrives is
 * recorded four times a second, so that its first words are not held up by their own recording. The number of waiting
 * bytes is bounded: only the beginning is kept of a reply that arrives much faster than it can be stored. While many
 * replies wait, each is written only at its end, so that the store can keep up.
 */
final class BackgroundRecording {
    private static final long MAX_WAITING_BYTES = 32 << 20;
    private static final long MANY_WAITING_BYTES = 1 << 20;

    private final RecorderThreads threads;
    private final Supplier<RecordingStream> opener;
    private final Consumer<Recorded> stored;
    private final CompletableFuture<Recorded> result = new CompletableFuture<>();
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private boolean ended;
    private boolean planned; // to be run later
    private boolean running;
    private @Nullable RecordingStream recording; // used by one task at a time

    BackgroundRecording(RecorderThreads threads, Supplier<RecordingStream> opener, Consumer<Recorded> stored) {
        this.threads = threads;
        this.opener = opener;
        this.stored = stored;
    }

    /** Accepts the next bytes of the reply, which must not be modified afterwards. */
    synchronized void accept(byte[] piece) {
        if (ended) {
            return;
        }
        if (waitingBytes + piece.length > MAX_WAITING_BYTES) {
            ended = true;
        } else {
            waiting.add(piece);
            waitingBytes += piece.length;
        }
        proceed();
    }

    /** Marks the end of the reply. */
    synchronized void end() {
        ended = true;
        proceed();
    }

    /** Waits until the reply is stored. Returns why it was not; null if it was. */
    @Nullable
    RuntimeException await(Duration timeout) {
        try {
            result.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return null;
        } catch (ExecutionException e) {
            return e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            return new IllegalStateException("the store did not answer within " + timeout.toMillis() + " ms", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new IllegalStateException("interrupted while the reply was being stored", e);
        }
    }

    /** Has the waiting bytes recorded: now if there are many or no more will arrive, otherwise later. */
    private void proceed() {
        if (running || result.isDone()) {
            return;
        }
        if (ended || waitingBytes >= MANY_WAITING_BYTES) {
            running = true;
            threads.execute(this::run);
        } else if (!planned && waitingBytes > 0) {
            planned = true;
            threads.executeLater(this::runPlanned);
        }
    }

    private void runPlanned() {
        synchronized (this) {
            planned = false;
            if (running || result.isDone()) {
                return;
            }
            running = true;
        }
        run();
    }

    private void run() {
        try {
            record(next());
            synchronized (this) {
                running = false;
                proceed();
            }
        } catch (RuntimeException | Error e) {
            abandon(e);
        }
    }

    private void record(Work work) {
        RecordingStream stream = recording;
        if (stream == null) {
            stream = opener.get();
            recording = stream;
        }
        if (work.bytes.length > 0) {
            stream.accept(work.bytes, !threads.areBusy());
        }
        if (work.last) {
            Recorded recorded = stream.end();
            stored.accept(recorded);
            result.complete(recorded);
        }
    }

    private record Work(byte[] bytes, boolean last) {}

    private synchronized Work next() {
        ByteArrayOutputStream all = new ByteArrayOutputStream((int) waitingBytes);
        waiting.forEach(all::writeBytes);
        waiting.clear();
        waitingBytes = 0;
        return new Work(all.toByteArray(), ended);
    }

    private synchronized void abandon(Throwable cause) {
        ended = true;
        running = false;
        waiting.clear();
        result.completeExceptionally(cause);
    }
}
