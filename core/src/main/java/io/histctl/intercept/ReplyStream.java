package io.histctl.intercept;

import io.histctl.wire.chat.ChatApi;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Copies a streamed reply into the store while the app reads it. Its methods return at once, except that the end of the
 * reply ({@code data: [DONE]}, else the end of the body) waits until the reply is stored, so that the app's next request
 * finds it; that wait is limited by {@link InterceptorOptions#storeTimeout}.
 *
 * <p>Not for use by several threads at once.
 */
public final class ReplyStream implements AutoCloseable {
    private final BackgroundRecording recording;
    private final StreamAdapter adapter;
    private final Duration timeout;
    private final Consumer<@Nullable RuntimeException> whenEnded;
    private final StreamEnd end = new StreamEnd();
    private boolean ended;

    /** @param whenEnded receives why the reply was not stored; null if it was */
    ReplyStream(
            BackgroundRecording recording,
            StreamAdapter adapter,
            Duration timeout,
            Consumer<@Nullable RuntimeException> whenEnded) {
        this.recording = recording;
        this.adapter = adapter;
        this.timeout = timeout;
        this.whenEnded = whenEnded;
    }

    /**
     * Takes the next bytes of the body, cut anywhere, and returns the bytes to hand to the app; possibly none, if the
     * reply is adapted and an event is not complete.
     *
     * @throws RuntimeException if the reply can't be stored and the interceptor fails closed
     */
    public byte[] accept(byte[] piece) {
        if (!ended) {
            recording.accept(piece.clone());
            if (end.isIn(piece)) {
                store();
            }
        }
        return adapter.accept(piece);
    }

    /**
     * Takes the data of the next server-sent event, for clients that hand out events rather than bytes, and returns the
     * data to hand to the app.
     *
     * @throws RuntimeException if the reply can't be stored and the interceptor fails closed
     */
    public String event(String data) {
        if (!ended) {
            String lines = "data: " + data.replace("\n", "\ndata: ") + "\n\n";
            recording.accept(lines.getBytes(StandardCharsets.UTF_8));
            if (data.strip().equals(ChatApi.DONE)) {
                store();
            }
        }
        return adapter.event(data);
    }

    /**
     * Notes that the body has ended, and returns the bytes that are still to be handed to the app.
     *
     * @throws RuntimeException if the reply can't be stored and the interceptor fails closed
     */
    public byte[] end() {
        byte[] rest = adapter.end();
        store();
        return rest;
    }

    /** Ends the recording of a reply whose app went away; what has arrived is kept. */
    @Override
    public void close() {
        store();
    }

    private void store() {
        if (ended) {
            return;
        }
        ended = true;
        recording.end();
        whenEnded.accept(recording.await(timeout));
    }
}
