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
                        "@audio_id",
                        PostgresSweeps::audioIds,
                        (expired, locked) -> "DELETE FROM @audio_id WHERE " + expired
                                + " AND (conversation_id, position, expires_at) IN ("
                                + "SELECT conversation_id, position, expires_at FROM @audio_id WHERE " + locked + ")",
                        scope,
                        count -> progress.accept(dropped + count));
        long references = clear(
                "@part_reference",
                PostgresSweeps::references,
                (expired, locked) -> "UPDATE @part_reference SET value = NULL, pruned_at = " + now + " WHERE " + expired
                        + " AND (conversation_id, position, part) IN ("
                        + "SELECT conversation_id, position, part FROM @part_reference WHERE " + locked + ")",
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
                Long.MIN_VALUE,
                scope.at());
    }

    /** The condition of what has expired in a scope, with a namespace and a range of times as parameters. */
    private interface Condition {
        String of(Sql sql, Scope scope);
    }

    /** Combines the condition with that of the rows that the statement can lock. */
    private interface Statement {
        String of(String expired, String locked);
    }

    /** The end of a batch, and how many rows it cleared. */
    private record Batch(long end, int cleared) {}

    /** Clears ranges of time with about as many rows as a batch has, so that each range is read from an index. */
    private long clear(String table, Condition condition, Statement statement, Scope scope, LongConsumer progress) {
        long cleared = 0;
        long begin = Long.MIN_VALUE;
        do {
            long from = begin;
            Batch batch = storage.transaction(sql -> {
                String expired = condition.of(sql, scope);
                long end = end(sql, table, expired, from, scope.at());
                return new Batch(
                        end,
                        sql.update(
                                statement.of(expired, expired + " FOR UPDATE SKIP LOCKED"),
                                sql.namespace(),
                                from,
                                end,
                                sql.namespace(),
                                from,
                                end));
            });
            cleared += batch.cleared();
            progress.accept(cleared);
            begin = batch.end();
        } while (begin < scope.at());
        return cleared;
    }

    private static long end(Sql sql, String table, String expired, long from, long at) {
        return sql.first(
                        "SELECT expires_at FROM " + table + " WHERE " + expired + " ORDER BY expires_at LIMIT 1 OFFSET "
                                + BATCH,
                        rows -> rows.getLong("expires_at"),
                        sql.namespace(),
                        from,
                        at)
                .orElse(at);
    }

    private static long count(Sql sql, String query, Scope scope) {
        return sql.first(query, rows -> rows.getLong("found"), sql.namespace(), Long.MIN_VALUE, scope.at())
                .orElseThrow();
    }

    private static String audioIds(Sql sql, Scope scope) {
        return "namespace = ? AND expires_at > ? AND expires_at <= ?" + inConversation(sql, scope);
    }

    private static String references(Sql sql, Scope scope) {
        return "(SELECT c.namespace FROM @conversation c WHERE c.id = conversation_id) = ?"
                + " AND value IS NOT NULL AND expires_at > ? AND expires_at <= ?" + inConversation(sql, scope);
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
