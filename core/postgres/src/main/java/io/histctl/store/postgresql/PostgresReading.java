package io.histctl.store.postgresql;

import io.histctl.store.Conversations;
import io.histctl.store.Expiries;
import io.histctl.store.Reading;
import io.histctl.store.Search;
import io.histctl.store.Sounds;
import io.histctl.store.Summaries;
import io.histctl.store.Turns;
import java.util.List;

/** Reads through one connection. */
final class PostgresReading implements Reading {
    private final Sql sql;
    private final Conversations conversations;
    private final Turns turns;

    static PostgresReading snapshot(Sql sql) {
        return new PostgresReading(sql, PostgresConversations.reading(sql), new PostgresTurns(sql));
    }

    /** Locks the conversations that it finds. */
    static PostgresReading locking(Sql sql) {
        return new PostgresReading(sql, PostgresConversations.locking(sql), new PostgresTurns(sql));
    }

    PostgresReading(Sql sql, Conversations conversations, Turns turns) {
        this.sql = sql;
        this.conversations = conversations;
        this.turns = turns;
    }

    @Override
    public Conversations conversations() {
        return conversations;
    }

    @Override
    public Turns turns() {
        return turns;
    }

    @Override
    public Summaries summaries() {
        return new SummaryRows(sql);
    }

    @Override
    public Sounds sounds() {
        return new SoundRows(sql);
    }

    @Override
    public Search search() {
        return new SearchRows(sql);
    }

    @Override
    public Expiries expiries() {
        return new ExpiryRows(sql);
    }

    /** Earlier versions did not know PostgreSQL. */
    @Override
    public List<LeftoverStream> leftoverStreams() {
        return List.of();
    }

    @Override
    public byte[] secret() {
        return sql.first("SELECT secret FROM @store WHERE id = 1", rows -> Sql.bytes(rows, "secret"))
                .orElseThrow();
    }
}
