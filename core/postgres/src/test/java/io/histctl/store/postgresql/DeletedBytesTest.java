package io.histctl.store.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.histctl.HistoryStore;
import io.histctl.StoreOptions;
import io.histctl.model.Progress;
import io.histctl.prune.PruneOptions;
import io.histctl.record.Exchange;
import io.histctl.store.postgresql.server.PostgresServer;
import io.histctl.testing.Messages;
import io.histctl.testing.SpokenReply;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/** Where the bytes of deleted content still are, and which commands remove them. */
class DeletedBytesTest {
    private static final String MARKER = "only this conversation has these words";

    @Test
    void deletedWordsLeaveTheTablesWithVacuumFullAndTheLogWhenItIsRecycled() throws Exception {
        assumeTrue(PostgresServer.supported());
        try (PostgresServer server = PostgresServer.start("autovacuum=off", "wal_keep_size=0", "min_wal_size=32MB");
                HistoryStore store = HistoryStore.open(server.url(), StoreOptions.DEFAULT);
                Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            store.conversation("kept").record(Exchange.ofRequest(Messages.written(Messages.user("other words"))));
            store.conversation("call").record(Exchange.ofRequest(Messages.written(Messages.user(MARKER))));
            store.conversation("call").delete();

            assertThat(store.conversationIds()).containsExactly("kept");
            statement.execute("CHECKPOINT");
            assertThat(server.tablesContain(MARKER)).as("after the deletion").isTrue();
            assertThat(server.logContains(MARKER)).isTrue();

            statement.execute("VACUUM FULL");
            statement.execute("CHECKPOINT");
            assertThat(server.tablesContain(MARKER)).as("after VACUUM FULL").isFalse();
        }
    }

    @Test
    void audioIdsOfWholeHoursLeaveTheTablesWhenTheyArePruned() throws Exception {
        assumeTrue(PostgresServer.supported());
        Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS).plus(2, ChronoUnit.HOURS);
        SpokenReply reply = SpokenReply.reply("Hi.").begunAt(hour.minusSeconds(1_800));
        try (PostgresServer server = PostgresServer.start("autovacuum=off");
                HistoryStore store = HistoryStore.open(server.url(), StoreOptions.DEFAULT);
                Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            store.pruneExpired(PruneOptions.DEFAULT, Progress.NONE); // creates the partitions of the next hours
            store.conversation("call").record(Exchange.of(Messages.voice(Messages.user("Hello")), reply.whole()));
            statement.execute("CHECKPOINT");
            assertThat(server.tablesContain(reply.audioId())).isTrue();

            store.pruneExpired(PruneOptions.DEFAULT.withAt(hour.plus(3, ChronoUnit.HOURS)), Progress.NONE);

            statement.execute("CHECKPOINT");
            assertThat(server.tablesContain(reply.audioId())).isFalse();
        }
    }
}
