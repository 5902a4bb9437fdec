package io.histctl.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.histctl.error.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BusyTest {
    @TempDir
    private Path folder;

    @Test
    void aWriteThatWaitedInVainLeavesTheNextOneATransactionOfItsOwn() throws SQLException {
        Path file = folder.resolve("history.db");
        try (Database database = Database.open(file, Duration.ofMillis(20), false, false)) {
            create(database, "first");
            try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file)) {
                other.createStatement().execute("BEGIN IMMEDIATE");
                assertThatThrownBy(() -> create(database, "second"))
                        .isInstanceOf(StoreException.class)
                        .hasMessageContaining("is being written by another process");
            }
            assertThatThrownBy(() -> database.write(session -> {
                        create(session, "third");
                        throw new IllegalStateException("half way");
                    }))
                    .hasMessage("half way");
            create(database, "fourth");
        }
        try (Database again = Database.open(file, Duration.ofMillis(20), false, false)) {
            List<String> names = again.read(session -> new Conversations(session).names());
            assertThat(names).containsExactly("first", "fourth");
        }
    }

    private static void create(Database database, String name) {
        database.write(session -> create(session, name));
    }

    private static String create(Session session, String name) {
        Conversations conversations = new Conversations(session);
        conversations.create(new ConversationRow(conversations.nextId(), name, null, 0, 0, 0, null));
        return name;
    }
}
