package io.histctl.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.histctl.Conversation;
import io.histctl.HistoryStore;
import io.histctl.error.Remedy;
import io.histctl.error.StoreException;
import io.histctl.export.ExportOptions;
import io.histctl.record.Exchange;
import io.histctl.store.Derived;
import io.histctl.summary.SummarizeOptions;
import io.histctl.testing.Messages;
import io.histctl.testing.SpokenReply;
import io.histctl.verify.Difference;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that are changed or missing: an export is refused in a sentence, and verify reports them. */
class DamageTest {
    private static final String DERIVED =
            "SELECT hex(content_hash) || text || tokens || match_key FROM turn JOIN turn_text ON turn_id = id ORDER BY id";

    private static final SpokenReply HI = SpokenReply.reply("Hi, how can I help?");
    private static final String WAV = "UklGRiQAAABXQVZF";

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void record() {
        file = folder.resolve("history.db");
        try (HistoryStore store = HistoryStore.open(file)) {
            Conversation chat = store.conversation("call");
            chat.record(Exchange.of(
                    Messages.voice(Messages.system("Be brief."), Messages.spokenUser(WAV, "wav")), HI.whole()));
            chat.transcribe(2, "Hello?");
            chat.record(Exchange.of(
                    Messages.voice(Messages.user("And now?")),
                    SpokenReply.reply("Now this.")
                            .begunAt(HI.begun().plusSeconds(9))
                            .whole()));
            store.conversation("other").record(Exchange.ofRequest(Messages.voice(Messages.user("Hello"))));
            assertThat(store.verify()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM turn WHERE position = 5",
                "DELETE FROM turn WHERE position = 3",
                "DELETE FROM turn WHERE position > 3",
                "DELETE FROM transcript",
                "DELETE FROM audio WHERE turn_id = (SELECT id FROM turn WHERE position = 3)",
                "DELETE FROM turn_sound",
                "UPDATE transcript SET text = 'Hallo?'",
                "UPDATE turn SET message = CAST(replace(message, 'brief', 'chief') AS BLOB) WHERE position = 1",
                "UPDATE turn SET replaced = 1 WHERE position = 4",
                "UPDATE turn SET tokens = 1 WHERE position = 4",
                "UPDATE turn SET content_hash = NULL WHERE position = 4",
                "UPDATE turn SET content_hash = zeroblob(17) WHERE position = 4",
                "UPDATE audio SET expires_at = expires_at + 86400000",
                "UPDATE audio SET audio_id = 'audio_' || hex(id_hash)",
                "UPDATE audio SET audio_id = NULL",
                "UPDATE sound SET bytes = zeroblob(length(bytes))",
                "UPDATE conversation SET settings = CAST('{}' AS BLOB) WHERE name = 'call'",
                "UPDATE conversation SET last_position = 4 WHERE name = 'call'",
                "UPDATE conversation SET turn_count = 4 WHERE name = 'call'",
                "UPDATE turn SET position = position + 100 WHERE position = 5",
            })
    void anExportIsRefusedAndVerifyReportsIt(String damage) throws SQLException {
        execute("PRAGMA foreign_keys = ON", damage);

        try (HistoryStore store = HistoryStore.open(file)) {
            assertThatThrownBy(() -> store.conversation("call").export(ExportOptions.DEFAULT.withAt(HI.begun())))
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.remedy()).isEqualTo(Remedy.VERIFY))
                    .hasMessageContaining("verify the store");
            assertThat(store.verify())
                    .extracting(Difference::conversation)
                    .contains("call")
                    .doesNotContain("other");
            assertThat(store.conversation("other").export(ExportOptions.DEFAULT).json())
                    .contains("Hello");
        }
    }

    @Test
    void theErrorNamesTheTurnAndItsConversation() throws SQLException {
        execute("UPDATE turn SET tokens = 1 WHERE position = 4");
        try (HistoryStore store = HistoryStore.open(file)) {
            assertThatThrownBy(() -> store.conversation("call").turns())
                    .hasMessage("turn 4 of call is damaged in the store; verify the store, and restore a backup");
        }
    }

    @Test
    void aDamagedSummaryIsNotUsed() throws SQLException {
        try (HistoryStore store = HistoryStore.open(file)) {
            store.conversation("call").summarize(SummarizeOptions.DEFAULT);
        }
        execute("UPDATE summary SET text = 'something else'");
        try (HistoryStore store = HistoryStore.open(file)) {
            assertThatThrownBy(() -> store.conversation("call")
                            .export(ExportOptions.DEFAULT.withAt(HI.expiresAt().plusSeconds(60))))
                    .hasMessageContaining("the summary through turn");
            assertThat(store.verify())
                    .extracting(Difference::what)
                    .containsExactly("the summary through this turn has changed since it was written");
        }
    }

    @Test
    void aDamagedConversationCanBeDeleted() throws SQLException {
        execute(
                "PRAGMA foreign_keys = ON",
                "UPDATE conversation SET settings = NULL WHERE name = 'call'",
                "DELETE FROM turn WHERE position = 5");
        try (HistoryStore store = HistoryStore.open(file)) {
            store.conversation("call").delete();
            assertThat(store.conversationIds()).containsExactly("other");
            assertThat(store.verify()).isEmpty();
        }
    }

    @Test
    void theWordsCanBeReadWithSqlAlone() throws SQLException {
        assertThat(query("SELECT role || ': ' || text FROM readable_turn WHERE conversation = 'call'"))
                .containsExactly(
                        "system: Be brief.",
                        "user: Hello?",
                        "assistant: Hi, how can I help?",
                        "user: And now?",
                        "assistant: Now this.");
    }

    @Test
    void columnsOfAnotherVersionOfTheCodeAreDerivedAnew() throws SQLException {
        List<String> before = query(DERIVED);
        execute(
                "UPDATE turn SET content_hash = NULL, tokens = 0, match_key = 0, has_tools = 1",
                "DELETE FROM tool_call",
                "DELETE FROM turn_text",
                "UPDATE conversation SET derived_by = 0, content_hash = NULL, content_sum = NULL",
                "UPDATE store SET derived_by = 0");

        try (HistoryStore store = HistoryStore.open(file)) {
            assertThat(store.verify()).isEmpty();
        }

        assertThat(query(DERIVED)).isEqualTo(before);
        assertThat(query("SELECT derived_by FROM store UNION SELECT derived_by FROM conversation"))
                .containsExactly(String.valueOf(Derived.VERSION));
    }

    @Test
    void aFlagThatWasStoredExemptsNoTurnFromTodaysRules() throws SQLException {
        execute(
                "UPDATE turn SET message = CAST(replace(message, '\"content\"', '\"contend\"') AS BLOB),"
                        + " content_hash = NULL, sendable = 1 WHERE position = 4",
                "UPDATE conversation SET derived_by = 0, content_hash = NULL",
                "UPDATE store SET derived_by = 0");

        try (HistoryStore store = HistoryStore.open(file)) {
            assertThat(store.conversationIds()).hasSize(2);
        }

        assertThat(query("SELECT sendable FROM turn WHERE position = 4")).containsExactly("0");
    }

    @Test
    void whatWasDamagedBeforeColumnsAreDerivedAnewStaysDamaged() throws SQLException {
        execute(
                "UPDATE turn SET message = CAST(replace(message, 'now', 'how') AS BLOB) WHERE position = 4",
                "UPDATE conversation SET derived_by = 0",
                "UPDATE store SET derived_by = 0");

        try (HistoryStore store = HistoryStore.open(file)) {
            assertThatThrownBy(() -> store.conversation("call").turns()).hasMessageStartingWith("turn 4 of call");
        }
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private List<String> query(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }
}
