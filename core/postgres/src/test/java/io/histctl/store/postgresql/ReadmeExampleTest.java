package io.histctl.store.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.HistoryStore;
import io.histctl.StoreOptions;
import io.histctl.record.Exchange;
import io.histctl.store.postgresql.server.TestServer;
import io.histctl.testing.Messages;
import io.histctl.testing.ReadmeExample;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** The example of this module's README, on a server. */
class ReadmeExampleTest {
    @Test
    void itIsTheOneOfTheReadme() throws Exception {
        assertThat(Files.readString(Path.of("README.md"))).contains(ReadmeExample.of(ReadmeExampleTest.class));
    }

    @Test
    void bothWaysOpenTheSameStore() throws Exception {
        String address = TestServer.url();
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setURL(address);
        TestServer.dropSchema("histctl");
        // begin
        HistoryStore store = HistoryStore.open(address, StoreOptions.DEFAULT); // postgresql://voice@db.example/chats
        HistoryStore other = HistoryStore.open(dataSource); // your own pool, which stays open
        // end
        try (store;
                other) {
            store.conversation("call").record(Exchange.ofRequest(Messages.voice(Messages.user("Hello"))));
            assertThat(other.conversationIds()).containsExactly("call");
        }
        TestServer.dropSchema("histctl");
    }
}
