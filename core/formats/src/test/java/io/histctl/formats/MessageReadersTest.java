package io.histctl.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.record.imports.ImportReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tools that keep lists of messages: fine-tuning examples, LangChain, llm, and OpenAI's stored completions. */
class MessageReadersTest {
    static final String FINE_TUNING = """
            {"messages":[{"role":"system","content":"Be kind."},{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello!","weight":1}]}
            {"messages":[{"role":"user","content":"Rain?"},{"role":"assistant","tool_calls":[{"id":"c1","type":"function","function":{"name":"weather","arguments":"{}"}}]},{"role":"tool","tool_call_id":"c1","content":"sun"},{"role":"assistant","content":"No."}],"tools":[{"type":"function","function":{"name":"weather"}}]}
            """;

    private static final String PREFERENCES = """
            {"input":{"messages":[{"role":"user","content":"A name for a cat?"}]},"preferred_output":[{"role":"assistant","content":"Pixel."}],"non_preferred_output":[{"role":"assistant","content":"Cat."}]}
            """;

    static final String LANGCHAIN = """
            [{"type":"system","data":{"content":"You sell tea.","type":"system"}},
             {"type":"human","data":{"content":"Price of Assam?","additional_kwargs":{},"type":"human"}},
             {"type":"ai","data":{"content":"","tool_calls":[{"name":"price","args":{"tea":"assam"},"id":"call_1","type":"tool_call"}],
               "response_metadata":{"model_name":"gpt-4o"},"usage_metadata":{"input_tokens":20,"output_tokens":5,"total_tokens":25}}},
             {"type":"tool","data":{"content":"7 €","tool_call_id":"call_1"}},
             {"type":"ai","data":{"content":"Seven euros."}}]
            """;

    private static final String LANGCHAIN_SERIALIZED = """
            [{"lc":1,"type":"constructor","id":["langchain","schema","messages","HumanMessage"],"kwargs":{"content":"Hi"}},
             {"lc":1,"type":"constructor","id":["langchain","schema","messages","AIMessage"],"kwargs":{"content":[{"type":"text","text":"Hello."}]}}]
            """;

    static final String STORED = """
            {"object":"list","data":[
              {"object":"chat.completion","id":"chatcmpl-B","model":"gpt-4o","created":1780690100,"metadata":{},
               "choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":"At eight."}}],
               "usage":{"prompt_tokens":9,"completion_tokens":3,"total_tokens":12}},
              {"object":"chat.completion","id":"chatcmpl-A","model":"gpt-4o","created":1780690000,"metadata":{},
               "choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":"Yes."}}]}],
             "first_id":"chatcmpl-B","last_id":"chatcmpl-A","has_more":false}
            {"object":"list","data":[{"id":"chatcmpl-A-0","role":"user","content":"Is it open?","name":null,"content_parts":null}],
             "first_id":"chatcmpl-A-0","last_id":"chatcmpl-A-0","has_more":false}
            {"object":"list","data":[{"id":"chatcmpl-B-0","role":"user","content":"Is it open?","name":null},
              {"id":"chatcmpl-B-1","role":"assistant","content":"Yes.","name":null},
              {"id":"chatcmpl-B-2","role":"user","content":null,"content_parts":[{"type":"text","text":"Until when?"}]}],
             "first_id":"chatcmpl-B-0","last_id":"chatcmpl-B-2","has_more":false}
            """;

    @TempDir
    Path folder;

    private Imports imports;

    @BeforeEach
    void open() {
        imports = new Imports(folder);
    }

    @AfterEach
    void close() {
        imports.close();
    }

    @Test
    void eachFineTuningExampleIsAConversation() {
        ImportReport report = imports.read(FINE_TUNING);

        assertThat(imports.conversations()).hasSize(2).allMatch(id -> id.startsWith("fine-tuning-"));
        assertThat(imports.history(imports.conversations().get(0)))
                .containsExactly("system: Be kind.", "user: Hi", "assistant: Hello!");
        assertThat(imports.history(imports.conversations().get(1)))
                .containsExactly("user: Rain?", "assistant: weather({})", "tool: sun", "assistant: No.");
        assertThat(report.notes())
                .extracting(ImportReport.Note::text)
                .containsExactly("weights of messages were left out");
    }

    @Test
    void theAnswerThatWasNotPreferredIsAnotherBranch() {
        imports.read(PREFERENCES);

        String id = imports.conversations().get(0);
        assertThat(imports.history(id)).containsExactly("user: A name for a cat?", "assistant: Pixel.");
        assertThat(imports.replaced(id)).containsExactly("assistant: Cat.");
    }

    @Test
    void langChainMessagesKeepToolCallsAndUsage() {
        imports.read(LANGCHAIN);

        String id = imports.conversations().get(0);
        assertThat(imports.history(id))
                .containsExactly(
                        "system: You sell tea.",
                        "user: Price of Assam?",
                        "assistant: price({\"tea\":\"assam\"})",
                        "tool: 7 €",
                        "assistant: Seven euros.");
        assertThat(imports.turns(id).get(2).reply().model()).isEqualTo("gpt-4o");
        assertThat(imports.turns(id).get(2).reply().usage().promptTokens()).isEqualTo(20);
    }

    @Test
    void langChainMessagesMayBeSerializedObjects() {
        imports.read(LANGCHAIN_SERIALIZED);

        assertThat(imports.history(imports.conversations().get(0))).containsExactly("user: Hi", "assistant: Hello.");
    }

    @Test
    void storedCompletionsAreJoinedToConversationsByTheirHistory() {
        ImportReport report = imports.read(STORED);

        assertThat(report.problems()).isEmpty();
        assertThat(imports.conversations()).containsExactly("chatcmpl-A");
        assertThat(imports.history("chatcmpl-A"))
                .containsExactly("user: Is it open?", "assistant: Yes.", "user: Until when?", "assistant: At eight.");
        assertThat(imports.turns("chatcmpl-A").get(3).reply().responseId()).isEqualTo("chatcmpl-B");
    }

    @Test
    void theLogOfLlmIsReadWithItsSystemPromptsAndTools() throws SQLException, IOException {
        ImportReport report = imports.read(Files.readAllBytes(llmLog()));

        assertThat(imports.history("01jx"))
                .containsExactly(
                        "system: Be brief.",
                        "user: Capital of Peru?",
                        "assistant: Lima.",
                        "user: Its weather?",
                        "assistant: weather({\"city\":\"Lima\"})",
                        "tool: fog",
                        "assistant: Foggy.");
        assertThat(imports.turns("01jx").get(2)).satisfies(turn -> {
            assertThat(turn.reply().responseId()).isEqualTo("r1");
            assertThat(turn.reply().model()).isEqualTo("gpt-4o-mini");
            assertThat(turn.reply().usage().completionTokens()).isEqualTo(2);
        });
        assertThat(imports.turns("01jx").get(1).saidAt()).isEqualTo(Instant.parse("2026-06-05T20:00:00.123Z"));
        assertThat(report.notes())
                .extracting(ImportReport.Note::text)
                .containsExactly("attachments of prompts were left out");
    }

    @Test
    void importingAgainChangesNothing() throws Exception {
        for (String file : new String[] {FINE_TUNING, PREFERENCES, LANGCHAIN, LANGCHAIN_SERIALIZED, STORED}) {
            imports.read(file);
            assertThat(imports.read(file).turns()).as(file).isZero();
        }
        byte[] log = Files.readAllBytes(llmLog());
        imports.read(log);
        assertThat(imports.read(log).turns()).isZero();
    }

    @Test
    void eachFormatIsRecognized() throws IOException {
        assertThat(imports.format(FINE_TUNING)).isEqualTo("fine-tuning");
        assertThat(imports.format(PREFERENCES)).isEqualTo("fine-tuning");
        assertThat(imports.format(LANGCHAIN)).isEqualTo("langchain");
        assertThat(imports.format(LANGCHAIN_SERIALIZED)).isEqualTo("langchain");
        assertThat(imports.format(STORED)).isEqualTo("openai-stored");
    }

    private Path llmLog() throws SQLException {
        Path file = folder.resolve("logs.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String sql : """
                    create table conversations (id text primary key, name text, model text);
                    create table responses (id text primary key, model text, prompt text, system text, prompt_json text,
                      options_json text, response text, response_json text, conversation_id text, duration_ms integer,
                      datetime_utc text, input_tokens integer, output_tokens integer, token_details text);
                    create table tool_calls (id integer primary key, response_id text, tool_id integer, name text,
                      arguments text, tool_call_id text);
                    create table tool_results (id integer primary key, response_id text, tool_id integer, name text,
                      output text, tool_call_id text);
                    create table prompt_attachments (response_id text, attachment_id text, "order" integer);
                    insert into conversations values ('01jx', 'Capital of Peru?', 'gpt-4o-mini');
                    insert into responses values ('r1', 'gpt-4o-mini', 'Capital of Peru?', 'Be brief.', null, '{}', 'Lima.',
                      null, '01jx', 10, '2026-06-05T20:00:00.123456', 11, 2, null);
                    insert into responses values ('r2', 'gpt-4o-mini', 'Its weather?', 'Be brief.', null, '{}', '',
                      null, '01jx', 10, '2026-06-05T20:01:00', null, null, null);
                    insert into responses values ('r3', 'gpt-4o-mini', '', null, null, '{}', 'Foggy.',
                      null, '01jx', 10, '2026-06-05T20:01:02', null, null, null);
                    insert into tool_calls values (1, 'r2', 1, 'weather', '{"city":"Lima"}', 'call_9');
                    insert into tool_results values (1, 'r3', 1, 'weather', 'fog', 'call_9');
                    insert into prompt_attachments values ('r1', 'a1', 0)
                    """.split(";", -1)) {
                statement.executeUpdate(sql);
            }
        }
        return file;
    }
}
