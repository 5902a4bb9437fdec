package io.histctl.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.Conversation;
import io.histctl.HistoryStore;
import io.histctl.record.Exchange;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FineTuningWriterTest {
    private static final String TOOLS = "[{\"type\":\"function\",\"function\":{\"name\":\"weather\"}}]";

    private final HistoryStore store =
            HistoryStore.inMemory(Clock.fixed(Instant.parse("2026-06-05T22:10:00Z"), ZoneOffset.UTC));

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void speechIsWrittenAsItsWords() {
        Conversation chat = store.conversation("kitchen");
        chat.record(Exchange.of("""
                        {"model":"gpt-audio","modalities":["text","audio"],"audio":{"voice":"alloy","format":"wav"},
                         "messages":[{"role":"system","content":"Be kind."},{"role":"user","content":[
                           {"type":"input_audio","input_audio":{"data":"AAAA","format":"wav"}}]}]}""", """
                        {"id":"c1","created":1780697648,"choices":[{"index":0,"message":{"role":"assistant","content":null,
                         "audio":{"id":"audio_1","expires_at":1780701248,"data":"","transcript":"At six."}}}]}""").withTranscript("When do you close?"));
        chat.record(Exchange.ofRequest("{\"messages\":[{\"role\":\"user\",\"content\":\"Thanks\"}]}"));

        FineTuningWriter writer = new FineTuningWriter(chat);

        assertThat(writer.line())
                .contains("{\"messages\":[{\"role\":\"system\",\"content\":\"Be kind.\"},"
                        + "{\"role\":\"user\",\"content\":\"When do you close?\"},"
                        + "{\"role\":\"assistant\",\"content\":\"At six.\"}]}");
        assertThat(writer.notes()).isEmpty();
    }

    @Test
    void anExampleWithToolCallsComesBackAsItWasImported() {
        String example = "{\"messages\":[{\"role\":\"user\",\"content\":\"Rain?\"},"
                + "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"c1\",\"type\":\"function\","
                + "\"function\":{\"name\":\"weather\",\"arguments\":\"{}\"}}]},"
                + "{\"role\":\"tool\",\"content\":\"sun\",\"tool_call_id\":\"c1\"},"
                + "{\"role\":\"assistant\",\"content\":\"No.\"}],\"tools\":" + TOOLS + "}";
        try (Imports imports = new Imports(folder)) {
            imports.read(example);

            assertThat(new FineTuningWriter(
                                    imports.conversation(imports.conversations().get(0)))
                            .line())
                    .contains(example);
        }
    }

    @Test
    void aConversationWithoutAReplyIsNoExample() {
        Conversation chat = store.conversation("kitchen");
        chat.record(Exchange.ofRequest("{\"messages\":[{\"role\":\"user\",\"content\":\"Hello?\"}]}"));

        assertThat(new FineTuningWriter(chat).line()).isEmpty();
    }
}
