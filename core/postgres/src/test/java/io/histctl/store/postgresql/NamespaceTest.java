package io.histctl.store.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.histctl.HistoryStore;
import io.histctl.ListOptions;
import io.histctl.StoreOptions;
import io.histctl.error.NotFoundException;
import io.histctl.model.ConversationInfo;
import io.histctl.model.Progress;
import io.histctl.prune.PruneOptions;
import io.histctl.record.Exchange;
import io.histctl.store.postgresql.server.TestServer;
import io.histctl.testing.Messages;
import io.histctl.testing.SpokenReply;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A store sees and changes only what is in its own namespace. */
class NamespaceTest {
    private static final String SCHEMA = "tenants";
    private final Instant now = Instant.now();

    private HistoryStore one;
    private HistoryStore two;

    @BeforeEach
    void open() throws SQLException {
        TestServer.dropSchema(SCHEMA);
        one = open("one");
        two = open("two");
        record(one, "call", "First tenant.");
    }

    @AfterEach
    void close() throws SQLException {
        one.close();
        two.close();
        TestServer.dropSchema(SCHEMA);
    }

    @Test
    void anotherNamespaceDoesNotHaveTheConversation() {
        assertThat(two.conversationIds()).isEmpty();
        assertThatThrownBy(() -> two.conversation("call").turns()).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> two.conversation("call").delete()).isInstanceOf(NotFoundException.class);
        assertThat(one.conversation("call").turns()).hasSize(2);
    }

    @Test
    void conversationsOfOneIdAreSeparate() {
        record(two, "call", "Second tenant.");
        record(two, "call", "Second tenant again.");

        assertThat(one.conversation("call").turns()).hasSize(2);
        assertThat(two.conversation("call").turns()).hasSize(4);
        assertThat(two.conversations(ListOptions.DEFAULT))
                .extracting(ConversationInfo::turns)
                .containsExactly(4L);
    }

    @Test
    void expiryAndPruningKeepToTheNamespace() {
        record(two, "call", "Second tenant.");
        Instant later = now.plus(Duration.ofHours(5));

        assertThat(one.expired(later, 10)).hasSize(1);
        two.pruneExpired(PruneOptions.DEFAULT.withAt(later), Progress.NONE);
        assertThat(two.expired(later, 10)).isEmpty();
        assertThat(one.expired(later, 10)).hasSize(1);
        assertThat(one.verify()).isEmpty();
        assertThat(two.verify()).isEmpty();
    }

    @Test
    void dropsExpiredHoursOnlyIfTheyHaveNoIdsOfOthers() throws SQLException {
        Instant later = now.plus(Duration.ofHours(5));
        one.pruneExpired(PruneOptions.DEFAULT.withAt(now), Progress.NONE); // creates the partitions of the next hours
        record(one, "other", "In a partition.");
        record(two, "other", "In the same partition.");

        assertThat(one.pruneExpired(PruneOptions.DEFAULT.withAt(later), Progress.NONE)
                        .cleared())
                .isEqualTo(2);
        assertThat(two.expired(later, 10)).hasSize(1);
        assertThat(two.pruneExpired(PruneOptions.DEFAULT.withAt(later), Progress.NONE)
                        .cleared())
                .isEqualTo(1);
        assertThat(one.verify()).isEmpty();
        assertThat(two.verify()).isEmpty();
        assertThat(one.conversation("other").turns().get(1).audio().id()).isNull();
    }

    private static HistoryStore open(String namespace) {
        return HistoryStore.open(
                TestServer.url(), StoreOptions.DEFAULT.withSchema(SCHEMA).withNamespace(namespace));
    }

    private void record(HistoryStore store, String id, String words) {
        store.conversation(id)
                .record(Exchange.of(
                        Messages.voice(Messages.user("To " + words)),
                        SpokenReply.reply(words).begunAt(now).whole()));
    }
}
