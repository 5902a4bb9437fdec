package io.histctl.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.record.imports.ImportReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Logs and traces of requests: each has the same chat of two rounds, the second request with the whole history. */
class LogReadersTest {
    private static final List<String> CHAT =
            List.of("user: Is it open?", "assistant: Yes.", "user: Until when?", "assistant: At eight.");

    private static final String FIRST = "[{\"role\":\"user\",\"content\":\"Is it open?\"}]";
    private static final String SECOND = "[{\"role\":\"user\",\"content\":\"Is it open?\"},"
            + "{\"role\":\"assistant\",\"content\":\"Yes.\"},{\"role\":\"user\",\"content\":\"Until when?\"}]";

    private static final Sample LITELLM =
            new Sample("litellm", "id-1", """
            {"id":"id-1","trace_id":"t1","call_type":"acompletion","status":"success","startTime":1780690000.5,
             "endTime":1780690001.0,"model":"gpt-4o","prompt_tokens":4,"completion_tokens":1,"messages":%s,
             "model_parameters":{"temperature":0.5},"response":%s}
            {"id":"id-2","trace_id":"t2","call_type":"acompletion","status":"success","startTime":1780690010.5,
             "endTime":1780690011.0,"model":"gpt-4o","messages":%s,"response":%s}
            {"id":"id-3","call_type":"aembedding","status":"success","startTime":1780690020.5,"messages":[]}
            """.formatted(FIRST, reply("c1", "Yes."), SECOND, reply("c2", "At eight.")));

    private static final Sample LITELLM_SPEND =
            new Sample("litellm", "session-1", """
            [{"request_id":"c1","call_type":"acompletion","session_id":"session-1","model":"gpt-4o",
              "startTime":"2026-06-05 20:00:00.500000+00:00","endTime":"2026-06-05 20:00:01+00:00","messages":{},
              "proxy_server_request":"{\\"model\\":\\"gpt-4o\\",\\"messages\\":[{\\"role\\":\\"user\\",\\"content\\":\\"Is it open?\\"}]}",
              "response":%s},
             {"request_id":"c2","call_type":"acompletion","session_id":"session-1","model":"gpt-4o",
              "startTime":"2026-06-05 20:00:10+00:00","endTime":"2026-06-05 20:00:11+00:00","messages":%s,"response":%s}]
            """.formatted(reply("c1", "Yes."), SECOND, reply("c2", "At eight.")));

    private static final Sample HELICONE = new Sample(
            "helicone", "session-9", """
            {"request_id":"q1","request_created_at":"2026-06-05T20:00:00.500Z","response_created_at":"2026-06-05T20:00:01Z","request_path":"/v1/chat/completions","request_properties":{"Helicone-Session-Id":"session-9"},"response_status":200,"request_body":{"model":"gpt-4o","messages":%s},"response_body":%s}
            {"request_id":"q2","request_created_at":"2026-06-05T20:00:10Z","response_created_at":"2026-06-05T20:00:11Z","request_path":"/v1/chat/completions","request_properties":{"Helicone-Session-Id":"session-9"},"response_status":200,"request_body":{"model":"gpt-4o","messages":%s},"response_body":%s}
            """.formatted(FIRST, reply("c1", "Yes."), SECOND, reply("c2", "At eight.")));

    private static final Sample LANGFUSE = new Sample(
            "langfuse", "session-5", """
            [{"id":"o2","traceId":"t2","sessionId":"session-5","type":"GENERATION","startTime":"2026-06-05T20:00:10Z",
              "endTime":"2026-06-05T20:00:11Z","model":"gpt-4o","modelParameters":{"temperature":0.5},
              "parentObservationId":null,"input":%s,"output":{"role":"assistant","content":"At eight."}},
             {"id":"o1","traceId":"t1","sessionId":"session-5","type":"GENERATION","startTime":"2026-06-05T20:00:00.500Z",
              "endTime":"2026-06-05T20:00:01Z","model":"gpt-4o","modelParameters":"{}","parentObservationId":null,
              "usageDetails":{"input":4,"output":1},"input":{"messages":%s},"output":"Yes."},
             {"id":"o0","traceId":"t1","type":"SPAN","startTime":"2026-06-05T20:00:00Z","parentObservationId":null}]
            """.formatted(SECOND, FIRST).replace("},\n {\"id\":\"o1\"", "},{\"id\":\"o1\""));

    private static final Sample LANGFUSE_SESSION = new Sample("langfuse", "session-6", """
            {"id":"session-6","sessionId":"session-6","traces":[{"id":"t1","observations":[
              {"id":"o1","type":"GENERATION","startTime":"2026-06-05T20:00:00.500Z","model":"gpt-4o","modelParameters":{},
               "input":%s,"output":{"content":"Yes."}}]},
              {"id":"t2","observations":[{"id":"o2","type":"GENERATION","startTime":"2026-06-05T20:00:10Z","model":"gpt-4o",
               "modelParameters":{},"input":%s,"output":[{"role":"assistant","content":"At eight."}]}]}]}
            """.formatted(FIRST, SECOND));

    private static final Sample OTEL = new Sample("otel", "conv-1", """
            {"resourceSpans":[{"resource":{"attributes":[]},"scopeSpans":[{"scope":{"name":"x"},"spans":[
              {"traceId":"t","spanId":"s1","name":"chat gpt-4o","startTimeUnixNano":"1780690000500000000",
               "endTimeUnixNano":"1780690001000000000","attributes":[
                {"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},
                {"key":"gen_ai.request.model","value":{"stringValue":"gpt-4o"}},
                {"key":"gen_ai.response.id","value":{"stringValue":"c1"}},
                {"key":"gen_ai.conversation.id","value":{"stringValue":"conv-1"}},
                {"key":"gen_ai.usage.input_tokens","value":{"intValue":"4"}},
                {"key":"gen_ai.usage.output_tokens","value":{"intValue":"1"}},
                {"key":"gen_ai.input.messages","value":{"stringValue":"[{\\"role\\":\\"user\\",\\"parts\\":[{\\"type\\":\\"text\\",\\"content\\":\\"Is it open?\\"}]}]"}},
                {"key":"gen_ai.output.messages","value":{"stringValue":"[{\\"role\\":\\"assistant\\",\\"parts\\":[{\\"type\\":\\"text\\",\\"content\\":\\"Yes.\\"}],\\"finish_reason\\":\\"stop\\"}]"}}]},
              {"traceId":"t","spanId":"s2","name":"chat gpt-4o","startTimeUnixNano":"1780690010000000000",
               "endTimeUnixNano":"1780690011000000000","attributes":[
                {"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},
                {"key":"gen_ai.conversation.id","value":{"stringValue":"conv-1"}},
                {"key":"gen_ai.prompt.0.role","value":{"stringValue":"user"}},
                {"key":"gen_ai.prompt.0.content","value":{"stringValue":"Is it open?"}},
                {"key":"gen_ai.prompt.1.role","value":{"stringValue":"assistant"}},
                {"key":"gen_ai.prompt.1.content","value":{"stringValue":"Yes."}},
                {"key":"gen_ai.prompt.2.role","value":{"stringValue":"user"}},
                {"key":"gen_ai.prompt.2.content","value":{"stringValue":"Until when?"}},
                {"key":"gen_ai.completion.0.content","value":{"stringValue":"At eight."}}]},
              {"traceId":"t","spanId":"s3","name":"execute_tool","startTimeUnixNano":"1780690020000000000","attributes":[
                {"key":"gen_ai.operation.name","value":{"stringValue":"execute_tool"}}]}]}]}]}
            """);

    private static final Sample HAR = new Sample("har", "", """
            {"log":{"version":"1.2","creator":{"name":"x","version":"1"},"entries":[
              {"startedDateTime":"2026-06-05T20:00:00.500Z","request":{"method":"POST",
                "url":"https://api.openai.com/v1/chat/completions","postData":{"mimeType":"application/json","text":%s}},
               "response":{"status":200,"content":{"mimeType":"application/json","encoding":"base64","text":"%s"}}},
              {"startedDateTime":"2026-06-05T20:00:05Z","request":{"method":"GET","url":"https://example.com/"},
               "response":{"status":200,"content":{"text":"<html>"}}},
              {"startedDateTime":"2026-06-05T20:00:10Z","request":{"method":"POST",
                "url":"https://api.openai.com/v1/chat/completions?x=1","postData":{"mimeType":"application/json","text":%s}},
               "response":{"status":200,"content":{"mimeType":"text/event-stream","text":%s}}}]}}
            """.formatted(
                    quoted("{\"model\":\"gpt-4o\",\"messages\":" + FIRST + "}"),
                    Base64.getEncoder().encodeToString(reply("c1", "Yes.").getBytes(StandardCharsets.UTF_8)),
                    quoted("{\"model\":\"gpt-4o\",\"stream\":true,\"messages\":" + SECOND + "}"),
                    quoted(
                            "data: {\"id\":\"c2\",\"object\":\"chat.completion.chunk\",\"created\":1780690011,\"model\":\"gpt-4o\","
                                    + "\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"At eight.\"},"
                                    + "\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n")));

    @TempDir
    Path folder;

    private Imports imports;

    /** @param conversation empty if its id depends on the contents */
    private record Sample(String format, String conversation, String contents) {
        @Override
        public String toString() {
            return format + " " + conversation;
        }
    }

    static List<Sample> samples() {
        return List.of(LITELLM, LITELLM_SPEND, HELICONE, LANGFUSE, LANGFUSE_SESSION, OTEL, HAR);
    }

    /** The first sample of a format. */
    static String sample(String format) {
        return samples().stream()
                .filter(sample -> sample.format().equals(format))
                .findFirst()
                .orElseThrow()
                .contents();
    }

    @BeforeEach
    void open() {
        imports = new Imports(folder);
    }

    @AfterEach
    void close() {
        imports.close();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theRoundsOfAChatBecomeOneConversation(Sample sample) throws IOException {
        assertThat(imports.format(sample.contents())).isEqualTo(sample.format());
        ImportReport report = imports.read(sample.contents());

        assertThat(report.problems()).isEmpty();
        assertThat(imports.conversations()).hasSize(1);
        String id = imports.conversations().get(0);
        assertThat(id).startsWith(sample.conversation());
        assertThat(imports.history(id)).isEqualTo(CHAT);
        assertThat(imports.turns(id).get(0).saidAt().getEpochSecond())
                .isIn(1780690000L, Instant.parse("2026-06-05T20:00:00Z").getEpochSecond());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void importingAgainChangesNothing(Sample sample) {
        imports.read(sample.contents());

        assertThat(imports.read(sample.contents()).turns()).isZero();
    }

    @Test
    void usageAndModelOfAReplyAreKept() {
        imports.read(LANGFUSE.contents());

        assertThat(imports.turns("session-5").get(1).reply()).satisfies(reply -> {
            assertThat(reply.model()).isEqualTo("gpt-4o");
            assertThat(reply.usage().promptTokens()).isEqualTo(4);
            assertThat(reply.responseId()).isEqualTo("o1");
        });
    }

    @Test
    void whatIsNoChatIsReported() {
        assertThat(imports.read(LITELLM.contents()).notes())
                .extracting(ImportReport.Note::text)
                .contains("calls other than chat completions were left out");
        assertThat(imports.read(HAR.contents()).notes())
                .extracting(ImportReport.Note::text)
                .contains("requests other than chat completions were left out");
        assertThat(imports.read(OTEL.contents()).notes())
                .extracting(ImportReport.Note::text)
                .contains("spans other than of chats were left out");
    }

    @Test
    void aLogWithoutBodiesIsAProblemThatNamesTheRemedy() {
        ImportReport report = imports.read(
                "{\"request_id\":\"q\",\"request_created_at\":\"2026-06-05T20:00:00Z\",\"response_status\":200}");

        assertThat(report.problems())
                .extracting(ImportReport.Problem::reason)
                .containsExactly("the request has no body with messages; export with the bodies included");
    }

    private static String reply(String id, String text) {
        return "{\"id\":\"" + id + "\",\"object\":\"chat.completion\",\"created\":1780690001,\"model\":\"gpt-4o\","
                + "\"choices\":[{\"index\":0,\"finish_reason\":\"stop\",\"message\":{\"role\":\"assistant\",\"content\":\""
                + text + "\"}}]}";
    }

    private static String quoted(String json) {
        return '"' + json.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
