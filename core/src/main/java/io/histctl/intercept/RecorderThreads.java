package io.histctl.intercept;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apiguardian.api.API;

/**
 * Daemon threads that record streamed replies. They end when they are not needed, so that nobody has to close them.
 * Thread-safe.
 *
 * @hidden
 */
@API(status = API.Status.INTERNAL)
public final class RecorderThreads implements Executor {
    private static final int IDLE_SECONDS = 10;
    private static final int MILLIS_BETWEEN_WRITES = 250;

    private final ThreadPoolExecutor pool;
    private final Executor later;
    private final Set<String> recording = ConcurrentHashMap.newKeySet();

    /** As many threads as there are processors, two at least. */
    public RecorderThreads() {
        int limit = Math.max(2, Runtime.getRuntime().availableProcessors());
        pool = new ThreadPoolExecutor(
                limit, limit, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, "histctl-recorder");
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        later = CompletableFuture.delayedExecutor(MILLIS_BETWEEN_WRITES, TimeUnit.MILLISECONDS, pool);
    }

    @Override
    public void execute(Runnable work) {
        pool.execute(work);
    }

    /** Runs work after a quarter of a second, so that what arrives meanwhile is recorded with it. */
    void executeLater(Runnable work) {
        later.execute(work);
    }

    /** Notes that a streamed reply of this conversation begins. */
    void begin(String conversation) {
        recording.add(conversation);
    }

    /** Notes that the streamed reply of this conversation has ended. */
    void end(String conversation) {
        recording.remove(conversation);
    }

    /** Whether a streamed reply of this conversation has not ended. */
    public boolean isRecording(String conversation) {
        return recording.contains(conversation);
    }

    /** Whether more replies wait to be recorded than are being recorded. */
    boolean areBusy() {
        return pool.getQueue().size() > pool.getMaximumPoolSize();
    }
}
