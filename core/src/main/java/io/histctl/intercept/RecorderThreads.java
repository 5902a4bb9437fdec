package io.histctl.intercept;

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

    private final ThreadPoolExecutor pool;

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
    }

    @Override
    public void execute(Runnable work) {
        pool.execute(work);
    }

    /** Whether more replies wait to be recorded than are being recorded. */
    boolean areBusy() {
        return pool.getQueue().size() > pool.getMaximumPoolSize();
    }
}
