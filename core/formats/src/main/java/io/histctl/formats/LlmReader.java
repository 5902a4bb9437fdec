package io.histctl.formats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.histctl.record.imports.HistoryFile;
import io.histctl.record.imports.HistoryReader;
import io.histctl.record.imports.HistorySink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code logs.db}, the database of the command-line tool llm. */
public final class LlmReader implements HistoryReader {
    private static final String RESPONSES = """
            select r.*, r.rowid as number from responses r
            where r.conversation_id is not null order by r.conversation_id, r.datetime_utc, r.id
            """;
    private static final String TOOL_CALLS = "select * from tool_calls where response_id = ? order by id";
    private static final String TOOL_RESULTS = "select * from tool_results where response_id = ? order by id";

    @Override
    public String format() {
        return "llm";
    }

    @Override
    public String description() {
        return "logs.db of the command-line tool llm";
    }

    @Override
    public String unit() {
        return "response";
    }

    @Override
    public boolean recognizes(HistoryFile file) {
        String start = new String(file.start(), StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        return start.startsWith("sqlite format 3")
                && start.contains("responses")
                && start.contains("conversation_id")
                && start.contains("prompt_json");
    }

    @Override
    public void read(HistoryFile file, HistorySink sink) throws IOException {
        String url = "jdbc:sqlite:" + file.path().toUri() + "?mode=ro";
        try (Connection connection = DriverManager.getConnection(url)) {
            new Rows(connection, sink).read();
        } catch (SQLException e) {
            throw new IOException("the database can't be read: " + e.getMessage(), e);
        }
    }

    private static final class Rows {
        private final Connection connection;
        private final HistorySink sink;
        private final Set<String> tables = new HashSet<>();
        private final Map<String, Branches> conversations = new LinkedHashMap<>();

        Rows(Connection connection, HistorySink sink) throws SQLException {
            this.connection = connection;
            this.sink = sink;
            try (ResultSet names = connection.getMetaData().getTables(null, null, "%", null)) {
                while (names.next()) {
                    tables.add(names.getString("TABLE_NAME"));
                }
            }
        }

        void read() throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(RESPONSES)) {
                String current = "";
                while (row.next()) {
                    String id = row.getString("conversation_id");
                    if (!id.equals(current) && conversations.containsKey(current)) {
                        conversations.remove(current).passOn();
                    }
                    current = id;
                    sink.begin();
                    response(row, conversations.computeIfAbsent(id, key -> new Branches(sink, key, Values.object())));
                }
            }
            conversations.values().forEach(Branches::passOn);
        }

        private void response(ResultSet row, Branches conversation) throws SQLException {
            String id = row.getString("id");
            Instant at = Values.time(TextNode.valueOf(text(row, "datetime_utc")));
            String system = text(row, "system");
            if (!system.isEmpty() && conversation.isNewInstruction(system)) {
                conversation.next(at, Messages.text("system", system), null, null);
            }
            toolResults(id, at, conversation);
            String prompt = text(row, "prompt");
            if (!prompt.isEmpty()) {
                conversation.next(at, Messages.text("user", prompt), null, null);
            }
            noteAttachments(id);
            ObjectNode reply = Messages.text("assistant", text(row, "response"));
            toolCalls(id, reply);
            if (!Messages.isEmpty(reply)) {
                conversation.reply(id, at, reply, text(row, "model"), usage(row));
            }
        }

        private void toolCalls(String response, ObjectNode reply) throws SQLException {
            each("tool_calls", TOOL_CALLS, response, call -> {
                String arguments = text(call, "arguments");
                Messages.addToolCall(
                        reply, toolCallId(call), text(call, "name"), arguments.isEmpty() ? "{}" : arguments);
                if (text(reply).isEmpty()) {
                    reply.putNull("content");
                }
            });
        }

        private void toolResults(String response, @Nullable Instant at, Branches conversation) throws SQLException {
            each(
                    "tool_results",
                    TOOL_RESULTS,
                    response,
                    result -> conversation.next(
                            at, Messages.toolResult(toolCallId(result), text(result, "output")), null, null));
        }

        private void noteAttachments(String response) throws SQLException {
            each(
                    "prompt_attachments",
                    "select * from prompt_attachments where response_id = ?",
                    response,
                    row -> sink.note("attachments of prompts were left out"));
            each(
                    "prompt_fragments",
                    "select * from prompt_fragments where response_id = ?",
                    response,
                    row -> sink.note("fragments of prompts were left out"));
        }

        private void each(String table, String sql, String response, RowReader reader) throws SQLException {
            if (!tables.contains(table)) {
                return;
            }
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setString(1, response);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        reader.read(row);
                    }
                }
            }
        }

        private static @Nullable JsonNode usage(ResultSet row) throws SQLException {
            long input = has(row, "input_tokens") ? row.getLong("input_tokens") : 0;
            long output = has(row, "output_tokens") ? row.getLong("output_tokens") : 0;
            return input + output == 0 ? null : Replies.usage(input, output);
        }

        /** The id that the server gave the call, or one made from the row. */
        private static String toolCallId(ResultSet row) throws SQLException {
            String id = text(row, "tool_call_id");
            return id.isEmpty() ? "call_" + text(row, "name") : id;
        }

        private static String text(JsonNode message) {
            return Values.text(message.path("content"));
        }

        private static String text(ResultSet row, String column) throws SQLException {
            String value = has(row, column) ? row.getString(column) : null;
            return value == null ? "" : value;
        }

        private static boolean has(ResultSet row, String column) throws SQLException {
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                if (row.getMetaData().getColumnName(i).equals(column)) {
                    return true;
                }
            }
            return false;
        }
    }

    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }
}
