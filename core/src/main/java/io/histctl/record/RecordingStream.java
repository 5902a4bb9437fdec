package io.histctl.record;

import io.histctl.model.Hash;
import io.histctl.model.Instants;
import io.histctl.store.Database;
import io.histctl.store.Pieces;
import io.histctl.wire.chat.ChatReply;
import io.histctl.wire.chat.ChatRequest;
import io.histctl.wire.chat.ChatStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Records a streamed reply while it arrives: the words that have come are in the store before {@link #accept} returns,
 * so that none is lost where the app dies half-way, at a cost that does not grow with what came before. (Of a gateway's
 * stream without a response id nothing is stored before its end.) Closed before its end, the reply is kept as far as it
 * came.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class RecordingStream implements AutoCloseable {
    private final Database database;
    private final Clock clock;
    private final String conversation;
    private final @Nullable ChatRequest request;
    private final @Nullable Instant at;
    private final boolean keepSound;
    private final ChatStream reply;
    private final ByteArrayOutputStream news = new ByteArrayOutputStream();
    private byte @Nullable [] replyKey;
    private @Nullable Recorded told;
    private boolean stored;
    private boolean whole;
    private boolean ended;

    RecordingStream(
            Database database,
            Clock clock,
            String conversation,
            @Nullable ChatRequest request,
            Exchange exchange,
            @Nullable String audioFormat) {
        this.database = database;
        this.clock = clock;
        this.conversation = conversation;
        this.request = request;
        this.at = exchange.at();
        this.keepSound = exchange.keepSound();
        this.reply = new ChatStream(exchange.choice(), keepSound, audioFormat);
    }

    /**
     * Takes the next bytes of the body, cut anywhere.
     *
     * @throws io.histctl.error.InvalidInputException where an event is not what it should be; what came before stays
     */
    public void accept(byte[] bytes) {
        if (ended) {
            throw new IllegalStateException("the stream has ended");
        }
        if (reply.accept(bytes, news::writeBytes) && !append()) {
            ChatReply soFar = reply.soFar();
            if (soFar.responseId() != null && soFar.message() != null) {
                write(soFar);
            }
        }
    }

    /** Takes the next piece of the body as text. */
    public void accept(String text) {
        accept(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Ends the stream, stores what is left of it, and tells what became of the exchange. */
    public Recorded end() {
        Recorded known = told;
        if (known == null || !(ended || whole)) {
            known = write(reply.end());
        }
        ended = true;
        return known;
    }

    @Override
    public void close() {
        end();
    }

    /** Adds what is new to the turn that was written when the reply began; false where there is none, or it is whole. */
    private boolean append() {
        byte[] key = replyKey;
        if (key == null || reply.isDone()) {
            return false;
        }
        boolean appended = database.write(session -> new Pieces(session).append(conversation, key, news.toByteArray()));
        if (appended) {
            news.reset();
        }
        return appended;
    }

    private Recorded write(ChatReply soFar) {
        Instant now = Instants.now(clock);
        CapturedExchange input =
                CapturedExchange.of(conversation, request, soFar, CapturedExchange.when(at, soFar, clock), stored);
        Recorded recorded = database.add(session -> {
            Recorded done = Recorder.record(session, input);
            if (done.isNewReply()) {
                ClockWatch.observe(session, now, soFar, at == null || ClockWatch.isNow(at, now));
            }
            return done;
        });
        stored |= recorded.isNewReply();
        Recorded since = told == null ? recorded : recorded.after(told);
        told = since;
        whole = !soFar.incomplete();
        replyKey = soFar.responseId() == null ? null : Hash.ofId(String.valueOf(soFar.identity()));
        news.reset();
        return since;
    }
}
