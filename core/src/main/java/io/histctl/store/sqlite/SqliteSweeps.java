package io.histctl.store.sqlite;

import io.histctl.store.Sweeps;
import io.histctl.store.jdbc.PruneTables;
import io.histctl.store.jdbc.PruneTables.Expiring;
import io.histctl.store.jdbc.PruneTables.OldSound;
import io.histctl.store.jdbc.Session;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.LongConsumer;

/** Clears in batches, each in a transaction so short that other writers hardly wait. */
final class SqliteSweeps implements Sweeps {
    private static final int MIN_IDS_PER_BATCH = 1_000;
    private static final int MAX_IDS_PER_BATCH = 10_000;
    private static final long NANOS_PER_BATCH = 25_000_000;
    private static final int SOUNDS_PER_BATCH = 100;
    private static final long NANOS_BETWEEN_BATCHES = 1_000_000;

    private final SessionPool sessions;
    private final SqliteConnections connections;

    SqliteSweeps(SessionPool sessions, SqliteConnections connections) {
        this.sessions = sessions;
        this.connections = connections;
    }

    @Override
    public Expired countExpired(Scope scope) {
        return read(session -> {
            PruneTables tables = new PruneTables(session, scope);
            return new Expired(tables.countExpired(Expiring.AUDIO_IDS), tables.countExpired(Expiring.REFERENCES));
        });
    }

    @Override
    public Expired clearExpired(Scope scope, long now, LongConsumer progress) {
        long audioIds = clear(Expiring.AUDIO_IDS, scope, now, progress);
        long references = clear(Expiring.REFERENCES, scope, now, count -> progress.accept(audioIds + count));
        return new Expired(audioIds, references);
    }

    private long clear(Expiring what, Scope scope, long now, LongConsumer progress) {
        long cleared = 0;
        int limit = MIN_IDS_PER_BATCH;
        while (true) {
            int batchLimit = limit;
            long begun = System.nanoTime();
            int batch = write(session -> new PruneTables(session, scope).clear(what, batchLimit, now));
            cleared += batch;
            progress.accept(cleared);
            if (batch < batchLimit) {
                return cleared;
            }
            limit = next(batchLimit, System.nanoTime() - begun);
            LockSupport.parkNanos(NANOS_BETWEEN_BATCHES);
        }
    }

    /** The next batch size: what this disk cleared recently in the time that a writer may wait. */
    private static int next(int limit, long nanos) {
        long fit = limit * NANOS_PER_BATCH / Math.max(1, nanos);
        return (int) Math.max(MIN_IDS_PER_BATCH, Math.min(MAX_IDS_PER_BATCH, Math.min(2L * limit, fit)));
    }

    @Override
    public OldSounds countOldSounds(Scope scope) {
        List<OldSound> old = read(session -> new PruneTables(session, scope).oldSounds());
        long withWords = old.stream().filter(OldSound::hasWords).count();
        return new OldSounds(withWords, old.size() - withWords);
    }

    @Override
    public void deleteOldSounds(Scope scope) {
        List<OldSound> old = read(session -> new PruneTables(session, scope).oldSounds()).stream()
                .filter(OldSound::hasWords)
                .toList();
        for (int from = 0; from < old.size(); from += SOUNDS_PER_BATCH) {
            List<OldSound> batch = old.subList(from, Math.min(old.size(), from + SOUNDS_PER_BATCH));
            write(session -> {
                new PruneTables(session, scope).delete(batch);
                return batch.size();
            });
            LockSupport.parkNanos(NANOS_BETWEEN_BATCHES);
        }
    }

    private <T> T read(Function<Session, T> work) {
        return sessions.read(session -> session.inTransaction(work));
    }

    private <T> T write(Function<Session, T> work) {
        return sessions.write(writer -> writer.inTransaction(session -> {
            T result = work.apply(session);
            connections.ensureSame();
            return result;
        }));
    }
}
