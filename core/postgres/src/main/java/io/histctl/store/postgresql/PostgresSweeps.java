package io.histctl.store.postgresql;

import io.histctl.store.Sweeps;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Deletes in batches that skip what another process is deleting, so that several processes share the work. Clearing an
 * audio id deletes its row; its turn is not rewritten.
 */
final class PostgresSweeps implements Sweeps {
    private static final int BATCH = 10_000;
    private static final int SOUNDS_PER_BATCH = 100;

    private final PostgresStorage storage;

    PostgresSweeps(PostgresStorage storage) {
        this.storage = storage;
    }

    @Override
    public Expired countExpired(Scope scope) {
        return storage.snapshot(sql -> new Expired(
                count(sql, "SELECT count(*) AS found FROM @audio_id WHERE " + audioIds(sql, scope), scope),
                count(sql, "SELECT count(*) AS found FROM @part_reference WHERE " + references(sql, scope), scope)));
    }

    @Override
    public Expired clearExpired(Scope scope, long now, LongConsumer progress) {
        storage.transaction(sql -> note(sql, scope, now));
        long dropped = scope.conversation() == null ? dropExpired(scope.at()) : 0;
        long audioIds = dropped
                + clear(
                        sql -> "DELETE FROM @audio_id WHERE (conversation_id, position, expires_at) IN ("
                                + "SELECT conversation_id, position, expires_at FROM @audio_id WHERE "
                                + audioIds(sql, scope)
                                + " LIMIT " + BATCH + " FOR UPDATE SKIP LOCKED)",
                        scope,
                        count -> progress.accept(dropped + count));
        long references = clear(
                sql -> "UPDATE @part_reference SET value = NULL, pruned_at = " + now
                        + " WHERE (conversation_id, position, part) IN ("
                        + "SELECT conversation_id, position, part FROM @part_reference WHERE " + references(sql, scope)
                        + " LIMIT " + BATCH + " FOR UPDATE SKIP LOCKED)",
                scope,
                count -> progress.accept(audioIds + count));
        return new Expired(audioIds, references);
    }

    private long dropExpired(long at) {
        return storage.autocommit(connection -> {
            AudioIdPartitions partitions = new AudioIdPartitions(connection, storage.scope());
            long dropped = partitions.dropExpired(at);
            partitions.createAhead();
            return dropped;
        });
    }

    /** Records when ids were pruned, before the first of them is deleted. */
    private static int note(Sql sql, Scope scope, long now) {
        return sql.update(
                """
                INSERT INTO @pruning (namespace, conversation_id, through, pruned_at)
                SELECT ?::text, ?::bigint, ?::bigint, ?::bigint WHERE EXISTS (
                    SELECT 1 FROM @audio_id WHERE\s""" + audioIds(sql, scope) + ") ON CONFLICT DO NOTHING",
                sql.namespace(),
                conversation(sql, scope) == null ? (Long) 0L : conversation(sql, scope),
                scope.at(),
                now,
                sql.namespace(),
                scope.at());
    }

    private interface Statement {
        String of(Sql sql);
    }

    private long clear(Statement statement, Scope scope, LongConsumer progress) {
        long cleared = 0;
        while (true) {
            int batch = storage.transaction(sql -> sql.update(statement.of(sql), sql.namespace(), scope.at()));
            cleared += batch;
            progress.accept(cleared);
            if (batch < BATCH) {
                return cleared;
            }
        }
    }

    private static long count(Sql sql, String query, Scope scope) {
        return sql.first(query, rows -> rows.getLong("found"), sql.namespace(), scope.at())
                .orElseThrow();
    }

    private static String audioIds(Sql sql, Scope scope) {
        return "namespace = ? AND expires_at <= ?" + inConversation(sql, scope);
    }

    private static String references(Sql sql, Scope scope) {
        return "(SELECT c.namespace FROM @conversation c WHERE c.id = conversation_id) = ?"
                + " AND value IS NOT NULL AND expires_at <= ?" + inConversation(sql, scope);
    }

    private static String inConversation(Sql sql, Scope scope) {
        Long id = conversation(sql, scope);
        return id == null ? "" : " AND conversation_id = " + id;
    }

    private static @Nullable Long conversation(Sql sql, Scope scope) {
        String name = scope.conversation();
        return name == null ? null : (Long) sql.scope().idOf(name);
    }

    @Override
    public OldSounds countOldSounds(Scope scope) {
        List<OldSoundRows.OldSound> old = storage.snapshot(sql -> new OldSoundRows(sql).before(scope));
        long withWords = old.stream().filter(OldSoundRows.OldSound::hasWords).count();
        return new OldSounds(withWords, old.size() - withWords);
    }

    @Override
    public void deleteOldSounds(Scope scope) {
        List<OldSoundRows.OldSound> old = storage.snapshot(sql -> new OldSoundRows(sql).before(scope)).stream()
                .filter(OldSoundRows.OldSound::hasWords)
                .toList();
        for (int from = 0; from < old.size(); from += SOUNDS_PER_BATCH) {
            List<OldSoundRows.OldSound> batch =
                    new ArrayList<>(old.subList(from, Math.min(old.size(), from + SOUNDS_PER_BATCH)));
            storage.transaction(sql -> {
                new OldSoundRows(sql).delete(batch);
                return batch.size();
            });
        }
    }
}
