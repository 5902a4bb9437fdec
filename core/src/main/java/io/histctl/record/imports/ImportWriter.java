package io.histctl.record.imports;

import io.histctl.error.HistoryException;
import io.histctl.record.Recorder;
import io.histctl.store.Database;
import io.histctl.store.Session;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Writes the lines of an import while the next ones are read; only a few wait. A transaction holds many of them. */
public final class ImportWriter implements AutoCloseable {
    private static final int MOST_WAITING = 4;

    /** In bytes of lines: of large ones, which take several times as much, one waits. */
    private static final int ROOM = 1 << 20;

    private static final int LINES_A_TRANSACTION = 4_000;
    private static final long BYTES_A_TRANSACTION = 8 << 20;

    /** Other writers wait for the transaction, so that it does not wait long for lines, however slowly they come. */
    private static final long NANOS_FOR_MORE = 50_000_000;

    private final Database database;
    private final ImportTally tally;
    private final Queue<List<ReadLine>> waiting = new ConcurrentLinkedQueue<>();
    private final Semaphore room = new Semaphore(ROOM);
    private final Semaphore passed = new Semaphore(0);
    private final CompletableFuture<Void> work;

    public ImportWriter(Database database, ImportTally tally) {
        this.database = database;
        this.tally = tally;
        this.work = CompletableFuture.runAsync(this::write, ImportWriter::inThread);
    }

    /** One of its own: in a pool that imports themselves run in, it might never get its turn. */
    private static void inThread(Runnable work) {
        Thread thread = new Thread(work, "histctl-import");
        thread.setDaemon(true);
        thread.start();
    }

    /** Takes lines; waits while there are too many. */
    public void take(List<ReadLine> lines) {
        if (!lines.isEmpty()) {
            pass(lines);
        }
    }

    /** Whether it has stopped, since the database failed; closing throws why. */
    boolean hasFailed() {
        return work.isDone();
    }

    /** Waits until all is written. */
    @Override
    public void close() {
        pass(List.of());
        try {
            work.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private void pass(List<ReadLine> lines) {
        room.acquireUninterruptibly(size(lines));
        waiting.add(lines);
        passed.release();
    }

    /** What lines take of the room; never more than there is. */
    private static int size(List<ReadLine> lines) {
        long bytes = lines.stream().mapToLong(ReadLine::bytes).sum();
        return (int) Math.min(ROOM, Math.max(ROOM / MOST_WAITING, bytes));
    }

    private void write() {
        try {
            for (List<ReadLine> lines = next(); !lines.isEmpty(); lines = next()) {
                List<ReadLine> first = lines;
                database.add(session -> transaction(session, first));
            }
        } finally {
            room.release(Integer.MAX_VALUE / 2); // nobody waits for who has stopped
        }
    }

    private List<ReadLine> next() {
        passed.acquireUninterruptibly();
        return taken();
    }

    private int transaction(Session session, List<ReadLine> first) {
        Recorder recorder = new Recorder(session);
        int count = 0;
        long bytes = 0;
        long patience = NANOS_FOR_MORE;
        for (List<ReadLine> lines = first; !lines.isEmpty(); ) {
            for (ReadLine line : lines) {
                record(recorder, line);
                bytes += line.bytes();
            }
            count += lines.size();
            long begun = System.nanoTime();
            lines = count < LINES_A_TRANSACTION && bytes < BYTES_A_TRANSACTION ? more(patience) : List.of();
            patience -= System.nanoTime() - begun;
        }
        recorder.finish();
        return count;
    }

    /** The next lines, none where the end is there or none come soon. */
    private List<ReadLine> more(long patience) {
        try {
            if (!passed.tryAcquire(patience, TimeUnit.NANOSECONDS)) {
                return List.of();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
        if (waiting.element().isEmpty()) {
            passed.release(); // the end is for who asks for the next
            return List.of();
        }
        return taken();
    }

    private List<ReadLine> taken() {
        List<ReadLine> lines = waiting.remove();
        room.release(size(lines));
        return lines;
    }

    private void record(Recorder recorder, ReadLine line) {
        Recorder.Planned planned;
        try {
            planned = recorder.plan(line.input());
        } catch (HistoryException e) {
            tally.problem(line.number(), e);
            return;
        }
        tally.count(line.number(), planned.write());
    }
}
