package io.histctl.prune;

import io.histctl.error.NotFoundException;
import io.histctl.error.Remedy;
import io.histctl.model.Progress;
import io.histctl.prune.RetentionPruner.Forgotten;
import io.histctl.resume.ReferenceTime;
import io.histctl.store.ConversationRow;
import io.histctl.store.Conversations;
import io.histctl.store.Database;
import io.histctl.store.ExportReader;
import io.histctl.store.Pruning;
import io.histctl.store.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Prunes in batches, each a transaction of its own, so that writers get in between. */
public final class ExpiredAudioPruner {
    private static final int FEWEST_IDS_A_BATCH = 1_000;
    private static final int MOST_IDS_A_BATCH = 10_000;
    private static final long NANOS_A_BATCH = 25_000_000;
    private static final int SOUNDS_A_BATCH = 100;
    private static final long BREATH_NANOS = 1_000_000;

    private final Database database;
    private final PruneOptions options;
    private final Instant now;
    private final Progress progress;
    private final ReferenceTime moment;
    private final long at;

    public ExpiredAudioPruner(Database database, PruneOptions options, Instant now, Progress progress) {
        this.database = database;
        this.options = options;
        this.now = now;
        this.progress = progress;
        this.moment = database.read(session -> moment(options.at(), now, session));
        this.at = moment.at().plus(options.margin()).toEpochMilli();
    }

    public PruneReport run() {
        Long conversation = database.read(this::conversation);
        long dead = database.read(session -> pruning(session, conversation).countDead());
        List<Pruning.OldSound> old = options.sound()
                ? database.read(session -> pruning(session, conversation).oldSounds())
                : List.of();
        List<Pruning.OldSound> told =
                old.stream().filter(Pruning.OldSound::told).toList();
        long cleared = dead;
        boolean emptied = true;
        if (!options.dryRun()) {
            cleared = clear(conversation, dead);
            delete(conversation, told);
        }
        Forgotten forgotten = forget();
        if (!options.dryRun()) {
            if (options.vacuum()) {
                database.vacuum();
            }
            emptied = database.forget();
        }
        return new PruneReport(
                moment.at(),
                cleared,
                told.size(),
                old.size() - told.size(),
                forgotten.turns(),
                forgotten.conversations(),
                options.dryRun(),
                moment.warnings(),
                emptied);
    }

    private Forgotten forget() {
        Duration age = options.forgetOlderThan();
        return age == null
                ? Forgotten.NOTHING
                : new RetentionPruner(database, moment.at().minus(age), options.dryRun()).run(options.conversation());
    }

    private long clear(@Nullable Long conversation, long dead) {
        long cleared = 0;
        int most = FEWEST_IDS_A_BATCH;
        while (true) {
            int limit = most;
            long begun = System.nanoTime();
            int batch = database.write(session -> pruning(session, conversation).clear(limit, now.toEpochMilli()));
            cleared += batch;
            progress.update(cleared, Math.max(dead, cleared));
            if (batch < limit) {
                return cleared;
            }
            most = next(limit, System.nanoTime() - begun);
            LockSupport.parkNanos(BREATH_NANOS);
        }
    }

    /** As many as fit the time that a writer may be kept waiting, on this disk and now. */
    private static int next(int limit, long nanos) {
        long fit = limit * NANOS_A_BATCH / Math.max(1, nanos);
        return (int) Math.max(FEWEST_IDS_A_BATCH, Math.min(MOST_IDS_A_BATCH, Math.min(2L * limit, fit)));
    }

    private void delete(@Nullable Long conversation, List<Pruning.OldSound> sounds) {
        for (int from = 0; from < sounds.size(); from += SOUNDS_A_BATCH) {
            List<Pruning.OldSound> batch = sounds.subList(from, Math.min(sounds.size(), from + SOUNDS_A_BATCH));
            database.write(session -> {
                pruning(session, conversation).delete(batch);
                return batch.size();
            });
            LockSupport.parkNanos(BREATH_NANOS);
        }
    }

    private Pruning pruning(Session session, @Nullable Long conversation) {
        return new Pruning(session, at, conversation);
    }

    private @Nullable Long conversation(Session session) {
        String name = options.conversation();
        return name == null
                ? null
                : new Conversations(session)
                        .find(name)
                        .map(ConversationRow::id)
                        .orElseThrow(() -> new NotFoundException(
                                "there is no conversation of this id in " + database.place() + "; check the id",
                                Remedy.LIST_CONVERSATIONS));
    }

    /** What is cleared can't come back, so the local clock counts even if a reply is newer. */
    private static ReferenceTime moment(@Nullable Instant given, Instant now, Session session) {
        return given != null
                ? new ReferenceTime(given, List.of())
                : new ReferenceTime(
                        now,
                        ReferenceTime.of(now, new ExportReader(session).newestCreated(now))
                                .warnings());
    }
}
