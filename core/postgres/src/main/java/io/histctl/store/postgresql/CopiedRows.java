package io.histctl.store.postgresql;

import io.histctl.store.AudioRow;
import io.histctl.store.ForgottenKey;
import io.histctl.store.StoredTurn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Rows that only a copied conversation needs: what was pruned and forgotten in the store that it comes from. */
final class CopiedRows {
    private static final List<Column<Numbered>> FORGOTTEN = List.of(
            new Column<>("position", "bigint", Numbered::position),
            new Column<>("match_key", "bigint", row -> row.key().matchKey()),
            new Column<>("reply_key", "bytea", row -> row.key().replyKey()));

    private final Sql sql;

    CopiedRows(Sql sql) {
        this.sql = sql;
    }

    /**
     * A key and a number that no turn of the conversation has as its position.
     *
     * @param position negative
     */
    private record Numbered(long position, ForgottenKey key) {}

    void putForgotten(long conversationId, List<ForgottenKey> keys) {
        if (keys.isEmpty()) {
            return;
        }
        List<Numbered> rows = IntStream.range(0, keys.size())
                .mapToObj(i -> new Numbered(-1L - i, keys.get(i)))
                .toList();
        List<@Nullable Object> arguments = new ArrayList<>(List.of(conversationId));
        FORGOTTEN.forEach(column -> arguments.add(column.array(sql.connection(), rows)));
        sql.update(
                "INSERT INTO @forgotten_key (conversation_id, spoken, " + Column.names(FORGOTTEN)
                        + ") SELECT ?::bigint, false, v.* FROM " + Column.unnest(FORGOTTEN) + " v",
                arguments.toArray());
    }

    /** Notes when the audio ids of turns were pruned: one row for those that were pruned together. */
    void putPruned(long conversationId, Collection<StoredTurn> turns) {
        List<AudioRow.Expiry> pruned = turns.stream()
                .map(StoredTurn::audio)
                .filter(audio -> audio != null && audio.audioId() == null)
                .map(audio -> Objects.requireNonNull(audio).expiry())
                .filter(expiry -> expiry.prunedAt() != null)
                .sorted(Comparator.comparingLong(AudioRow.Expiry::at))
                .toList();
        for (int i = 0; i < pruned.size(); i++) {
            Long prunedAt = pruned.get(i).prunedAt();
            if (i + 1 == pruned.size()
                    || !Objects.equals(prunedAt, pruned.get(i + 1).prunedAt())) {
                sql.update(
                        "INSERT INTO @pruning (namespace, conversation_id, through, pruned_at) VALUES (?, ?, ?, ?)"
                                + " ON CONFLICT DO NOTHING",
                        sql.namespace(),
                        conversationId,
                        pruned.get(i).at(),
                        prunedAt);
            }
        }
    }

    /** Takes over a secret unless there are conversations; returns whether it is the secret now. */
    boolean adoptSecret(byte[] secret) {
        sql.update(
                "UPDATE @store SET secret = ? WHERE id = 1 AND NOT EXISTS (SELECT 1 FROM @conversation)"
                        + " AND NOT EXISTS (SELECT 1 FROM @owner)",
                (Object) secret);
        return Arrays.equals(PostgresReading.snapshot(sql).secret(), secret);
    }
}
