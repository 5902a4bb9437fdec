package io.histctl.prune;

import io.histctl.model.Progress;
import io.histctl.resume.ReferenceTime;
import io.histctl.store.Storage;
import io.histctl.store.Sweeps;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Clears expired audio ids and other references, and on request deletes recorded sound and old turns.
 *
 * @hidden
 */
@API(status = API.Status.INTERNAL)
public final class ExpiredAudioPruner {
    private final Storage storage;
    private final PruneOptions options;
    private final Instant now;
    private final Progress progress;
    private final ReferenceTime time;

    /** Prepares one run. */
    public ExpiredAudioPruner(Storage storage, PruneOptions options, Instant now, Progress progress) {
        this.storage = storage;
        this.options = options;
        this.now = now;
        this.progress = progress;
        this.time = referenceTime(options.at());
    }

    /** Prunes, or counts what it would prune. */
    public PruneReport run() {
        String conversation = options.conversation();
        if (conversation != null) {
            storage.read(reading -> reading.conversations().get(conversation));
        }
        Sweeps sweeps = storage.sweeps();
        Sweeps.Scope scope = new Sweeps.Scope(time.at().plus(options.margin()).toEpochMilli(), conversation);
        Sweeps.Expired expired = sweeps.countExpired(scope);
        Sweeps.OldSounds old = options.sound() ? sweeps.countOldSounds(scope) : new Sweeps.OldSounds(0, 0);
        Sweeps.Expired cleared = expired;
        if (!options.dryRun()) {
            cleared = sweeps.clearExpired(
                    scope, now.toEpochMilli(), count -> progress.update(count, Math.max(expired.total(), count)));
            if (options.sound()) {
                sweeps.deleteOldSounds(scope);
            }
        }
        PruneReport.DeletedTurns turns = deleteTurns();
        return new PruneReport(
                time.at(),
                options.dryRun(),
                cleared.audioIds(),
                cleared.references(),
                new PruneReport.Sounds(old.withWords(), old.withoutWords()),
                turns,
                time.warnings(),
                options.dryRun() || erase());
    }

    private boolean erase() {
        if (options.vacuum()) {
            storage.maintenance().compact();
        }
        return storage.maintenance().eraseDeleted();
    }

    private PruneReport.DeletedTurns deleteTurns() {
        Duration age = options.forgetOlderThan();
        return age == null
                ? PruneReport.DeletedTurns.NONE
                : new RetentionPruner(storage, time.at().minus(age), options.dryRun()).run(options.conversation());
    }

    /** Pruning can't be undone, so the local clock is used even if a reply is newer. */
    private ReferenceTime referenceTime(@Nullable Instant given) {
        return given != null
                ? new ReferenceTime(given, List.of())
                : new ReferenceTime(
                        now,
                        storage.read(reading -> reading.conversations().referenceTime(now))
                                .warnings());
    }
}
