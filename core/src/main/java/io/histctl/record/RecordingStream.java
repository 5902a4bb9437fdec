package io.histctl.record;

import io.histctl.store.ConversationRef;
import io.histctl.wire.chat.ChatReply;
import io.histctl.wire.chat.ChatRequest;
import io.histctl.wire.chat.ChatResponse;
import io.histctl.wire.chat.ChatStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Records a streamed reply while it arrives. The turn is written with the first words and updated at most four times a
 * second, so that a crash of the program loses the words of the last 250 ms at most. Streams without a response id are
 * stored only when they end. If a stream is closed before its end, what has arrived is kept and marked as incomplete.
 *
 * <pre>{@code
 * try (RecordingStream stream = chat.recordStream(Exchange.ofRequest(request))) {
 *     events.forEach(stream::accept);
 * }
 * }</pre>
 *
 * <p>Not safe for use by multiple threads at once.
 */
public final class RecordingStream implements AutoCloseable {
    private static final Duration BETWEEN_WRITES = Duration.ofMillis(250);

    private final ConversationRef conversation;
    private final @Nullable ChatRequest request;
    private final @Nullable Instant at;
    private final CapturedExchange.Place place;
    private final ChatStream reply;
    private @Nullable Recorded recorded;
    private @Nullable Instant written;
    private boolean stored;
    private boolean whole;
    private boolean ended;

    RecordingStream(
            ConversationRef conversation,
            @Nullable ChatRequest request,
            Exchange exchange,
            @Nullable String audioFormat) {
        this.conversation = conversation;
        this.request = request;
        this.at = exchange.at();
        this.place = CapturedExchange.Place.of(exchange);
        this.reply = new ChatStream(exchange.choice(), exchange.keepSound(), audioFormat);
    }

    /**
     * Records the next bytes of the body, which may be split anywhere.
     *
     * @throws io.histctl.error.InvalidInputException if an event is malformed; what preceded it remains stored
     * @throws IllegalStateException if the stream has ended
     */
    public void accept(byte[] bytes) {
        accept(bytes, isDue());
    }

    /**
     * Records the next bytes as {@link #accept(byte[])} does.
     *
     * @param writes whether new words are written before the reply is complete
     * @hidden
     */
    @API(status = API.Status.INTERNAL)
    public void accept(byte[] bytes, boolean writes) {
        if (ended) {
            throw new IllegalStateException("the stream has ended");
        }
        if (reply.accept(bytes) && (reply.isDone() || writes)) {
            ChatReply soFar = reply.soFar();
            if (soFar.responseId() != null && soFar.message() != null) {
                write(soFar);
            }
        }
    }

    /** Records the next part of the body as text. */
    public void accept(String text) {
        accept(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Ends the stream, stores the rest of it and reports the result. Further calls report the same.
     *
     * @throws io.histctl.error.InvalidInputException if the stream contains neither a reply nor an error
     */
    public Recorded end() {
        Recorded result = recorded;
        if (result == null || !(ended || whole)) {
            result = write(reply.end());
        }
        ended = true;
        return result;
    }

    /** Ends the stream as {@link #end} does. */
    @Override
    public void close() {
        end();
    }

    /** Whether the last write was long enough ago, also if the clock was set back meanwhile. */
    private boolean isDue() {
        return written == null
                || Duration.between(written, conversation.clock().instant())
                                .abs()
                                .compareTo(BETWEEN_WRITES)
                        >= 0;
    }

    /** The result of several writes: what the first one stored, and the reply as the last one left it. */
    private static Recorded merged(Recorded.Stored first, Recorded last) {
        return new Recorded.Stored(
                last.context(),
                first.turns(),
                first.replaced(),
                last.reply().or(first::reply).orElse(null));
    }

    private Recorded write(ChatResponse soFar) {
        CapturedExchange input = CapturedExchange.of(
                conversation.id(),
                request,
                soFar,
                CapturedExchange.when(at, soFar, conversation.clock()),
                stored,
                place);
        Recorded last = conversation.storage().change(reading -> Recorder.plan(reading, input));
        written = conversation.clock().instant();
        stored |= last instanceof Recorded.Stored && last.reply().isPresent();
        Recorded since = recorded instanceof Recorded.Stored first ? merged(first, last) : last;
        recorded = since;
        whole = soFar instanceof ChatReply arrived && !arrived.incomplete();
        return since;
    }
}
