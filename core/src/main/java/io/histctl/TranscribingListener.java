package io.histctl;

import io.histctl.intercept.InterceptorListener;
import io.histctl.intercept.ResumedRequest;
import io.histctl.record.Recorded;
import io.histctl.transcribe.TranscribeOptions;
import io.histctl.transcribe.Transcriber;
import io.histctl.transcribe.TranscriptionFailedException;
import io.histctl.transcribe.TranscriptionReport;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Has new speech transcribed in a daemon thread, so that no reply waits for it, and passes everything on. The thread ends
 * when it is not needed.
 */
final class TranscribingListener implements InterceptorListener {
    private static final int IDLE_SECONDS = 10;

    private final HistoryStore store;
    private final Transcriber transcriber;
    private final InterceptorListener next;
    private final ThreadPoolExecutor thread;

    /** The first new turn of each conversation that waits. */
    private final Map<String, Long> waiting = new HashMap<>();

    TranscribingListener(HistoryStore store, Transcriber transcriber, InterceptorListener next) {
        this.store = store;
        this.transcriber = transcriber;
        this.next = next;
        this.thread =
                new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread made = new Thread(work, "histctl-transcriber");
                    made.setDaemon(true);
                    return made;
                });
        thread.allowCoreThreadTimeOut(true);
    }

    @Override
    public void resumed(String conversation, ResumedRequest request) {
        next.resumed(conversation, request);
    }

    @Override
    public void recorded(String conversation, Recorded recorded) {
        if (recorded instanceof Recorded.Stored stored && stored.turns().untranscribed() > 0) {
            later(conversation, stored.turns().from());
        }
        next.recorded(conversation, recorded);
    }

    @Override
    public void ambiguous(String begun) {
        next.ambiguous(begun);
    }

    @Override
    public void failed(@Nullable String conversation, String what, RuntimeException cause) {
        next.failed(conversation, what, cause);
    }

    private synchronized void later(String conversation, long from) {
        if (waiting.merge(conversation, from, Math::min) == from) {
            thread.execute(() -> transcribe(conversation));
        }
    }

    private synchronized @Nullable Long next(String conversation) {
        return waiting.remove(conversation);
    }

    private void transcribe(String conversation) {
        Long from = next(conversation);
        if (from == null) {
            return;
        }
        try {
            TranscriptionReport report = store.conversation(conversation)
                    .transcribe(TranscribeOptions.of(transcriber).withFrom(from));
            for (TranscriptionReport.SpokenTurn turn : report.turns()) {
                if (turn.problem() != null) {
                    next.failed(
                            conversation,
                            "the speech of turn " + turn.position() + " was not transcribed",
                            new TranscriptionFailedException(turn.problem()));
                }
            }
        } catch (RuntimeException e) {
            next.failed(conversation, "speech was not transcribed", e);
        }
    }
}
