package io.histctl.cli.serve;

import java.io.Serial;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads that serve requests, as many as are needed at a time. */
final class RequestThreads {
    private static final long IDLE_SECONDS = 10;

    private RequestThreads() {}

    static ThreadPoolExecutor upTo(int limit) {
        Handover queue = new Handover();
        return new ThreadPoolExecutor(
                0,
                limit,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                queue,
                work -> {
                    Thread thread = new Thread(work, "histctl-serve");
                    thread.setDaemon(true);
                    return thread;
                },
                (work, full) -> queue.put(work));
    }

    /** Gives work to an idle thread, else has the pool start one; work waits only if there are as many as allowed. */
    private static final class Handover extends LinkedTransferQueue<Runnable> {
        @Serial
        private static final long serialVersionUID = 1;

        @Override
        public boolean offer(Runnable work) {
            return tryTransfer(work);
        }
    }
}
