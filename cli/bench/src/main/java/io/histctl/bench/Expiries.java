package io.histctl.bench;

import io.histctl.HistoryStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Which of a million ids expire within a span, compared with the same rows by JDBI alone. */
final class Expiries {
    private Expiries() {}

    /** A row of the answer. */
    private record Expiring(String conversation, long position, String id, Instant expiresAt, boolean estimated) {}

    static void run(Effort effort, Goals goals) throws Exception {
        int ids = 1_000_000 / effort.divisor();
        for (int pruned : new int[] {0, ids}) {
            Data.inFolder(folder -> run(effort, goals, folder, ids, pruned));
        }
    }

    private static void run(Effort effort, Goals goals, Path folder, int ids, int pruned) throws Exception {
        Path file = folder.resolve("h.db");
        if (pruned > 0) {
            Data.ids(file, pruned, true);
        }
        Data.ids(file, ids, false);
        Instant from = Instant.ofEpochSecond(Data.BEGIN + 3600 + ids / 2);
        try (HistoryStore store = HistoryStore.open(file);
                Handle handle = Jdbi.create("jdbc:sqlite:" + file).open()) {
            for (int hits : new int[] {112, 16_667}) {
                goals.add(
                        hits + " of " + ids + " ids expire" + (pruned > 0 ? ", as many pruned" : ""),
                        Pair.inProcess(
                                effort,
                                () -> store.expiringWithin(from, Duration.ofSeconds(hits), ids),
                                () -> byJdbi(handle, from.toEpochMilli(), hits)),
                        "JDBI, the same rows",
                        1.3);
            }
        }
    }

    private static void byJdbi(Handle handle, long from, int hits) {
        int found = handle.createQuery(
                        "SELECT c.name, t.position, a.audio_id, a.expires_at, a.reported_expires_at IS NULL FROM audio a"
                                + " JOIN turn t ON t.id = a.turn_id JOIN conversation c ON c.id = t.conversation_id"
                                + " WHERE a.audio_id IS NOT NULL AND a.expires_at > ? AND a.expires_at <= ? ORDER BY a.expires_at")
                .bind(0, from)
                .bind(1, from + hits * 1000L)
                .map((rows, context) -> new Expiring(
                        rows.getString(1),
                        rows.getLong(2),
                        rows.getString(3),
                        Instant.ofEpochMilli(rows.getLong(4)),
                        rows.getBoolean(5)))
                .list()
                .size();
        if (found != hits) {
            throw new IllegalStateException(found + " rows instead of " + hits);
        }
    }
}
