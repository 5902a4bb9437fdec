package io.histctl.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.HistoryStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each recorded exchange looks for its reply, so that must not take longer in a longer conversation. */
class TurnIdentityTest {
    @TempDir
    Path folder;

    @Test
    void aReplyIsFoundByTheIndexOfItsKey() throws SQLException {
        assertThat(plan(TurnIdentity.REPLIES)).anyMatch(step -> step.contains("reply_key=?"));
    }

    @Test
    void aReplyIsFoundByTheIndexOfItsAudioId() throws SQLException {
        assertThat(plan(TurnIdentity.REPLIES_WITH_AUDIO)).anyMatch(step -> step.contains("id_hash=?"));
    }

    @Test
    void aQuotedReplyIsFoundByAnIndexOfItsConversationsQuotes() throws SQLException {
        assertThat(plan(TurnIdentity.QUOTED_ONLY))
                .anyMatch(step -> step.contains("turn_quoted (conversation_id=? AND match_key=?)"));
    }

    private List<String> plan(String sql) throws SQLException {
        Path file = folder.resolve("history.db");
        HistoryStore.open(file).close();
        List<String> steps = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                PreparedStatement statement = connection.prepareStatement("EXPLAIN QUERY PLAN " + sql);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                steps.add(rows.getString("detail"));
            }
        }
        return steps;
    }
}
