package io.histctl.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.record.imports.ImportReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Chats of Open WebUI and LibreChat, which form trees. */
class TreeReadersTest {
    static final String OPEN_WEBUI = """
            [{"id":"c1","user_id":"u","title":"Tea","created_at":1780690000,"updated_at":1780690100,"archived":false,
              "chat":{"title":"Tea","models":["llama3"],"timestamp":1780690000000,"messages":[],
               "history":{"currentId":"m4","messages":{
                "m1":{"id":"m1","parentId":null,"childrenIds":["m2","m4"],"role":"user","content":"Green or black?",
                      "timestamp":1780690001},
                "m2":{"id":"m2","parentId":"m1","childrenIds":[],"role":"assistant","content":"Black.","model":"llama3",
                      "timestamp":1780690002,"done":true},
                "m4":{"id":"m4","parentId":"m1","childrenIds":[],"role":"assistant","content":"Green.","model":"qwen",
                      "timestamp":1780690003,"done":true,"usage":{"prompt_tokens":5,"completion_tokens":2,"total_tokens":7}}
               }}}}]
            """;

    static final String LIBRECHAT = """
            {"conversationId":"l1","endpoint":"openAI","title":"Bread","exportAt":"10:00:00","branches":true,
             "recursive":false,"options":{"model":"gpt-4o","promptPrefix":"Be short."},"messages":[
              {"messageId":"a","parentMessageId":"00000000-0000-0000-0000-000000000000","isCreatedByUser":true,
               "sender":"User","text":"Why does bread rise?","createdAt":"2026-06-05T20:00:00.000Z"},
              {"messageId":"b","parentMessageId":"a","isCreatedByUser":false,"sender":"GPT","text":"Magic.",
               "createdAt":"2026-06-05T20:00:02.000Z","model":"gpt-4o"},
              {"messageId":"c","parentMessageId":"a","isCreatedByUser":false,"sender":"GPT","text":"",
               "content":[{"type":"think","think":"hm"},{"type":"text","text":{"value":"Yeast."}}],
               "createdAt":"2026-06-05T20:00:09.000Z","model":"gpt-4o"}]}
            """;

    private static final String RECURSIVE = """
            {"conversationId":"l2","endpoint":"openAI","recursive":true,"messagesTree":[
              {"messageId":"a","parentMessageId":"00000000-0000-0000-0000-000000000000","isCreatedByUser":true,
               "text":"Hello","createdAt":"2026-06-05T20:00:00Z","children":[
                {"messageId":"b","parentMessageId":"a","isCreatedByUser":false,"text":"Hi.",
                 "createdAt":"2026-06-05T20:00:01Z","children":[]}]}]}
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
    void openWebUiContinuesWithTheChosenAnswer() {
        imports.read(OPEN_WEBUI);

        assertThat(imports.history("c1")).containsExactly("user: Green or black?", "assistant: Green.");
        assertThat(imports.replaced("c1")).containsExactly("assistant: Black.");
        assertThat(imports.turns("c1").get(2).reply()).satisfies(reply -> {
            assertThat(reply.model()).isEqualTo("qwen");
            assertThat(reply.usage().promptTokens()).isEqualTo(5);
        });
    }

    @Test
    void libreChatContinuesWithTheNewestAnswer() {
        ImportReport report = imports.read(LIBRECHAT);

        assertThat(imports.history("l1"))
                .containsExactly("system: Be short.", "user: Why does bread rise?", "assistant: Yeast.");
        assertThat(imports.replaced("l1")).containsExactly("assistant: Magic.");
        assertThat(imports.turns("l1").get(1).saidAt()).isEqualTo(Instant.parse("2026-06-05T20:00:00Z"));
        assertThat(report.notes())
                .extracting(ImportReport.Note::text)
                .contains("tool calls, reasoning and images within replies were left out");
    }

    @Test
    void libreChatMayExportATree() {
        imports.read(RECURSIVE);

        assertThat(imports.history("l2")).containsExactly("user: Hello", "assistant: Hi.");
    }

    @Test
    void eachFormatIsRecognized() throws IOException {
        assertThat(imports.format(OPEN_WEBUI)).isEqualTo("open-webui");
        assertThat(imports.format(LIBRECHAT)).isEqualTo("librechat");
        assertThat(imports.format(RECURSIVE)).isEqualTo("librechat");
    }

    @Test
    void importingAgainChangesNothing() {
        for (String file : new String[] {OPEN_WEBUI, LIBRECHAT, RECURSIVE}) {
            imports.read(file);
            assertThat(imports.read(file).turns()).isZero();
        }
    }
}
