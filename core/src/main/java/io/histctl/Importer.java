package io.histctl;

import io.histctl.Recorded.Outcome;
import io.histctl.capture.SeenMessages;
import io.histctl.error.HistoryException;
import io.histctl.store.Database;
import io.histctl.store.Session;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Records an import file, many lines a transaction, each line whole or not at all. */
final class Importer {
    private static final int LINES_A_BATCH = 4_000;
    private static final long BYTES_A_BATCH = 8 << 20;
    private static final int MOST_PROBLEMS = 1_000;

    private final Database database;
    private final Clock clock;
    private final Progress progress;
    private final SeenMessages seen = SeenMessages.ofImport();
    private final List<ImportReport.Problem> problems = new ArrayList<>();
    private List<Ready> batch = new ArrayList<>();
    private long batchBytes;
    private CompletableFuture<Void> written = CompletableFuture.completedFuture(null);
    private long untold;
    private long exchanges;
    private long turns;
    private long known;

    Importer(Database database, Clock clock, Progress progress) {
        this.database = database;
        this.clock = clock;
        this.progress = progress;
    }

    private record Ready(long line, Recorder.Input input) {}

    ImportReport run(InputStream in) {
        try (Lines lines = new Lines(in)) {
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                take(lines.number(), line);
                progress.update(lines.bytes(), 0);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the import file could not be read to its end; what came before is stored", e);
        } finally {
            write();
            await();
        }
        problems.sort(Comparator.comparingLong(ImportReport.Problem::line));
        return new ImportReport(exchanges, turns, known, problems, untold);
    }

    private void take(long number, byte[] line) {
        if (isBlank(line)) {
            return;
        }
        try {
            ImportLine read = ImportLine.read(line);
            batch.add(new Ready(number, new Conversation(database, clock, read.conversation()).input(read, seen)));
            batchBytes += line.length;
        } catch (HistoryException e) {
            problem(number, e);
        }
        if (batch.size() == LINES_A_BATCH || batchBytes > BYTES_A_BATCH) {
            write();
        }
    }

    /** Writes what was read while the next lines are read; at most two batches are held. */
    private void write() {
        List<Ready> lines = batch;
        batch = new ArrayList<>();
        batchBytes = 0;
        await();
        written = CompletableFuture.runAsync(() -> database.write(session -> {
            Recorder recorder = new Recorder(session);
            lines.forEach(line -> record(session, recorder, line));
            return lines.size();
        }));
    }

    private void await() {
        try {
            written.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private void record(Session session, Recorder recorder, Ready ready) {
        try {
            count(ready, session.wholly(() -> recorder.record(ready.input)));
        } catch (HistoryException e) {
            problem(ready.line, e);
        }
    }

    private void count(Ready ready, Recorded recorded) {
        if (recorded.outcome() == Outcome.REFUSED) {
            problem(
                    ready.line,
                    "the response is an error body" + (recorded.error() == null ? "" : " (" + recorded.error() + ")")
                            + ", which stores nothing; leave the line out");
            return;
        }
        exchanges++;
        turns += recorded.turns();
        known += recorded.outcome() == Outcome.KNOWN ? 1 : 0;
    }

    private void problem(long line, HistoryException e) {
        problem(line, message(e));
    }

    private synchronized void problem(long line, String reason) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(new ImportReport.Problem(line, reason));
        } else {
            untold++;
        }
    }

    private static String message(HistoryException e) {
        return e.getMessage() == null ? "it can't be recorded" : e.getMessage();
    }

    private static boolean isBlank(byte[] line) {
        for (byte b : line) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }
}
