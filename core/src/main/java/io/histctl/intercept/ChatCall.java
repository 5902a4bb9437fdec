package io.histctl.intercept;

import io.histctl.error.InvalidInputException;
import io.histctl.record.Recorded;
import io.histctl.record.RecordingStream;
import io.histctl.wire.chat.ReplyAdapter;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * One call of an app to the API: the request to send, and what becomes of the answer. For use by one thread at a time.
 *
 * <pre>{@code
 * ChatCall call = interceptor.call(conversationId, request);
 * Answer answer = call.answered(status, post(call.body()));
 * while (answer.sendAgain()) {
 *     answer = call.answered(status, post(answer.body()));
 * }
 * return answer.body();
 * }</pre>
 */
public final class ChatCall {
    private static final int MAX_SENDS = 3;

    private final History history;
    private final InterceptorOptions options;
    private final RecorderThreads background;
    private final AppRequest request;
    private final @Nullable String conversation;
    private @Nullable ResumedRequest resumed;
    private byte[] body;
    private int sends = 1;

    /**
     * Begins a call.
     *
     * @param conversation null for a request that is passed through
     * @hidden
     */
    @API(status = API.Status.INTERNAL)
    public ChatCall(
            History history,
            InterceptorOptions options,
            RecorderThreads background,
            AppRequest request,
            @Nullable String conversation) {
        this.history = history;
        this.options = options;
        this.background = background;
        this.request = request;
        this.conversation = conversation;
        this.body = request.body();
    }

    /**
     * Makes the request valid.
     *
     * @hidden
     */
    @API(status = API.Status.INTERNAL)
    public ChatCall prepared() {
        if (conversation != null) {
            guarded("a request was not made valid and is sent as it is", () -> resume(conversation, ReplayLimits.NONE));
        }
        return this;
    }

    /** The request to send; the app's own bytes if nothing had to change. */
    public byte[] body() {
        return body;
    }

    /** Whether the request is recorded. Others, such as those of text chats, are sent as they are. */
    public boolean isVoiceChat() {
        return conversation != null;
    }

    /** Whether the request to send differs from the app's. */
    public boolean isChanged() {
        return body != request.body();
    }

    /** The conversation to which the request belongs; empty if it is not a voice chat's. */
    public Optional<String> conversation() {
        return Optional.ofNullable(conversation);
    }

    /** What was done to the request; empty if it is not a voice chat's, or could not be made valid. */
    public Optional<ResumedRequest> resumed() {
        return Optional.ofNullable(resumed);
    }

    /**
     * Takes an answer that is not streamed, records it, and decides how to continue. If the answer is
     * that an audio id was not found, the next request lacks that id and all older ones, and the one after it lacks all
     * ids. If the answer is that a stored image or file can't be read, the next request has a placeholder. Never more
     * than three requests are sent.
     *
     * @param status the HTTP status
     * @throws RuntimeException if the answer can't be stored and the interceptor fails closed
     */
    public Answer answered(int status, byte[] answer) {
        if (conversation == null) {
            return new Answer(false, answer);
        }
        Recorded recorded = record(conversation, status, answer);
        if (recorded instanceof Recorded.AudioGone gone && healed(conversation, gone)) {
            return new Answer(true, body);
        }
        if (recorded instanceof Recorded.ReferenceGone && withPlaceholder(conversation)) {
            return new Answer(true, body);
        }
        return new Answer(false, status < 400 ? adapter().adapt(answer) : answer);
    }

    /**
     * Begins to copy a streamed answer.
     *
     * @throws IllegalStateException if the request is not a voice chat's
     */
    public ReplyStream streamed() {
        if (conversation == null) {
            throw new IllegalStateException("the request is not a voice chat's; hand its answer to the app");
        }
        background.begin(conversation);
        Supplier<RecordingStream> opener = () -> history.recordStream(conversation, request);
        return new ReplyStream(
                new BackgroundRecording(background, opener, this::recorded),
                new StreamAdapter(adapter()),
                options.storeTimeout(),
                this::streamEnded);
    }

    private void streamEnded(@Nullable RuntimeException failure) {
        if (conversation != null) {
            background.end(conversation);
        }
        if (failure != null) {
            failed("a streamed reply was not stored completely", failure);
        }
    }

    /** A streamed answer that is copied as the app reads it; the stream itself if the request is not a voice chat's. */
    public InputStream streamed(InputStream answer) {
        return conversation == null ? answer : new CopiedStream(answer, streamed());
    }

    private void recorded(Recorded recorded) {
        if (conversation != null) {
            options.listener().recorded(conversation, recorded);
        }
    }

    private @Nullable Recorded record(String id, int status, byte[] answer) {
        try {
            Recorded recorded =
                    status < 400 ? history.record(id, request, answer) : history.recordRefusal(id, body, answer);
            recorded(recorded);
            return recorded;
        } catch (InvalidInputException e) {
            if (status < 400) {
                failed("a reply was not recorded", e);
            }
        } catch (RuntimeException e) {
            failed("a reply was not recorded", e);
        }
        return null;
    }

    private boolean healed(String id, Recorded.AudioGone refusal) {
        if (sends >= MAX_SENDS) {
            return false;
        }
        byte[] refused = body;
        String audioId = refusal.audioId();
        sends++;
        if (sends == 2 && audioId != null) {
            guarded("ids that the API has lost were not marked", () -> history.markGoneThrough(id, audioId));
            guarded("a refused request was not made valid", () -> resume(id, older(refused, audioId)));
        }
        if (Arrays.equals(body, refused)) {
            sends = MAX_SENDS;
            guarded("a refused request was not made valid", () -> resume(id, ReplayLimits.NO_IDS));
        }
        return !Arrays.equals(body, refused);
    }

    private boolean withPlaceholder(String id) {
        byte[] refused = body;
        if (sends < MAX_SENDS) {
            sends++;
            guarded("a refused request was not made valid", () -> resume(id, ReplayLimits.NONE));
        }
        return !Arrays.equals(body, refused);
    }

    private static ReplayLimits older(byte[] refused, String audioId) {
        Set<String> ids = new HashSet<>(RequestResumer.idsThrough(refused, audioId));
        ids.add(audioId);
        return new ReplayLimits(ids, false);
    }

    private void resume(String id, ReplayLimits limits) {
        ResumedRequest valid = history.resume(id, request, limits);
        resumed = valid;
        body = valid.changed() ? valid.body() : request.body();
        options.listener().resumed(id, valid);
    }

    private ReplyAdapter adapter() {
        return new ReplyAdapter(
                options.adaptations().contains(ReplyAdaptation.ADD_MISSING_CHOICES),
                options.adaptations().contains(ReplyAdaptation.TRANSCRIPT_AS_CONTENT));
    }

    private void guarded(String what, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            failed(what, e);
        }
    }

    private void failed(String what, RuntimeException cause) {
        options.listener().failed(conversation, what, cause);
        if (options.failClosed()) {
            throw cause;
        }
    }
}
