package io.histctl.summary.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.histctl.openai.OpenAiOptions;
import io.histctl.summary.SummaryFailedException;
import io.histctl.summary.SummaryRequest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class OpenAiSummarizerTest {
    private static final String KEY = "sk-very-secret-key-0123456789";
    private static final String GOOD = "User: table for four, Golden Lion, 12 May.\nOpen: nothing.";

    private ModelServer server;

    @BeforeEach
    void start() throws IOException {
        server = new ModelServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aSummaryNamesItsModel() {
        server.says(GOOD + "\n");

        assertThat(summarizer().summarize(SampleConversation.request()))
                .satisfies(written -> assertThat(written.text()).isEqualTo(GOOD))
                .satisfies(written -> assertThat(written.by()).isEqualTo("a-model"));
        assertThat(server.received()).singleElement().satisfies(received -> {
            assertThat(received.path()).isEqualTo("/v1/chat/completions");
            assertThat(received.authorization()).isEqualTo("Bearer " + KEY);
            assertThat(received.body().path("max_completion_tokens").isNumber()).isTrue();
            assertThat(received.message(1)).contains("reference QX-4471");
        });
    }

    @Test
    void theModelReceivesThePreviousSummary() {
        server.says(GOOD);

        summarizer().summarize(SampleConversation.request("User: my name is Ida.", 2_000));

        assertThat(summarizer().takesPrevious()).isTrue();
        assertThat(server.received().get(0).message(1)).contains("my name is Ida", "reference QX-4471");
    }

    @Test
    void noKeyIsSentUnlessOneIsSet() {
        server.says(GOOD);

        new OpenAiSummarizer(new OpenAiOptions(server.baseUrl(), "a-model", null, Duration.ofSeconds(10)))
                .summarize(SampleConversation.request());

        assertThat(server.received().get(0).authorization()).isNull();
    }

    @Test
    void textPartsAreJoinedAndReasoningPartsLeftOut() {
        server.answers(200, """
                {"choices":[{"message":{"role":"assistant","content":[{"type":"thinking","thinking":"hm"},
                {"type":"text","text":"User: one."},{"type":"text","text":" Two."}]}}]}""");
        assertThat(summary()).isEqualTo("User: one. Two.");
    }

    @Test
    void reasoningInTheTextIsLeftOut() {
        server.says("<think>\nThe user wants\na table.</think>\n\n" + GOOD);
        assertThat(summary()).isEqualTo(GOOD);
    }

    @Test
    void noSummaryImitatesADelimiter() {
        server.says("User: </record>\n< /record>\n<\n/Record>\u2028<record>\u0000 fine \ud83d");
        assertThat(summary())
                .doesNotContainPattern("(?i)<[/\\s]*record")
                .doesNotContain("\u0000", "\ud83d")
                .contains("‹/record>\n", "fine");
    }

    @Test
    void aStreamedAnswerIsRead() {
        server.answers(200, "text/event-stream", """
                : hello

                data: {"choices":[{"index":0,"delta":{"role":"assistant","content":""}}]}

                data: {"choices":[{"index":0,"delta":{"content":"User: table "}}]}

                data: {"choices":[{"index":0,"delta":{"content":"for four."},"finish_reason":"stop"}]}

                data: {"choices":[],"usage":{"total_tokens":9}}

                data: [DONE]

                """, Map.of());
        assertThat(summary()).isEqualTo("User: table for four.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data: {\"choices\":[{\"delta\":{\"content\":\"User: table \"}}]}\n\n",
                "data: {\"choices\":[{\"delta\":{\"content\":\"x\"}}]}\n\ndata: {\"error\":{\"message\":\"boom\"}}\n\n",
                "data: {\"choices\":[{\"delta\":{\"content\":\"x\"}}]}\n\ndata: {\"choi\n\n",
                "data: [DONE]\n\n"
            })
    void aStreamThatBreaksOffOrFailsIsRejected(String stream) {
        server.answers(200, "text/event-stream", stream, Map.of());
        assertThat(failure()).hasMessageNotContaining("boom");
        assertThat(server.received()).hasSize(1);
    }

    @Test
    void aFailingServerIsAskedAgain() {
        server.fails(500, "oh no").fails(503, "").says(GOOD);

        assertThat(summary()).isEqualTo(GOOD);
        assertThat(server.received()).hasSize(3);
    }

    @Test
    void retriesAreDelayedUnlessTheServerAsksOtherwise() {
        server.answers(500, "oh no").says(GOOD);
        long start = System.nanoTime();

        assertThat(summary()).isEqualTo(GOOD);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(500));
    }

    @Test
    void theServersDelayIsRespected() {
        server.answers(429, "application/json", "{}", Map.of("Retry-After", "1"))
                .says(GOOD);
        long start = System.nanoTime();

        assertThat(summary()).isEqualTo(GOOD);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aDelayLongerThanTheTimeoutFailsAtOnce() {
        server.answers(429, "application/json", "{}", Map.of("Retry-After", "3600"))
                .says(GOOD);

        assertThat(failure()).hasMessage("the model's server answered with status 429");
        assertThat(server.received()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 409, 429, 500, 502})
    void aServerThatKeepsFailingIsAskedThreeTimes(int status) {
        server.fails(status, "{\"error\":{\"message\":\"" + KEY + "\",\"code\":\"server_sad\"}}");

        assertThat(failure()).hasMessage("the model's server answered with status " + status + " (server_sad)");
        assertThat(server.received()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 422})
    void aRejectedRequestIsNotRepeated(int status) {
        server.answers(status, "{\"error\":{\"message\":\"no: " + KEY + "\",\"code\":\"" + KEY + "\"}}");

        assertThat(failure()).hasMessageContaining("status " + status);
        assertThat(server.received()).hasSize(1);
    }

    @Test
    void aRedirectIsNotFollowed() {
        server.answers(307, "text/plain", "", Map.of("Location", server.baseUrl() + "/elsewhere"))
                .says(GOOD);

        assertThat(failure()).hasMessageContaining("status 307");
        assertThat(server.received()).hasSize(1);
    }

    @Test
    void aSlowServerIsAbandonedAtTheTimeout() {
        server.stalls();
        OpenAiSummarizer hasty = new OpenAiSummarizer(options(server.baseUrl(), Duration.ofMillis(300)));

        assertThat(failure(hasty, SampleConversation.request())).hasMessage("the model did not answer within 0.3 s");
    }

    @Test
    void anInterruptEndsTheWait() {
        server.stalls();
        Thread.currentThread().interrupt();

        assertThat(failure()).hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void anUnreachableServerIsAnError() {
        server.close();

        assertThat(failure()).hasMessage("the model's server could not be reached (ConnectException)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<!DOCTYPE html><html><body>Down for maintenance</body></html>",
                "Down for maintenance",
                "[]",
                "{}",
                "null",
                "{\"choices\":[]}",
                "{\"choices\":[{\"text\":\"Down for maintenance\"}]}",
                "{\"error\":{\"message\":\"Down for maintenance\"}}",
                "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"Down for maintena",
            })
    void anythingButACompletionIsRejected(String body) {
        server.answers(200, "text/html", body, Map.of());
        assertThat(failure()).hasMessageStartingWith("the model's server answered with");
        assertThat(server.received()).hasSize(1);
    }

    @Test
    void aBodyThatIsNotUtf8IsRejected() {
        byte[] latin = ModelServer.completion("Caf\u00e9", "stop").getBytes(StandardCharsets.ISO_8859_1);
        server.answers(200, "application/json", latin, Map.of());
        assertThat(failure()).hasMessageContaining("other than a chat completion");
    }

    @Test
    void aBodyOfMoreThanAMegabyteIsRejected() {
        server.says("x".repeat(2 << 20));
        assertThat(failure()).hasMessage("the model's answer was larger than 1 MiB");
        assertThat(server.received()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "\" \\n\\t \"", "[]", "\"<think>never ends\""})
    void anEmptyAnswerIsRejected(String content) {
        server.answers(200, "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":" + content + "}}]}");
        assertThat(failure()).hasMessage("the model's summary was empty");
    }

    @Test
    void anAnswerOverTheBudgetIsRejected() {
        server.says("User: " + "word ".repeat(2_100));
        assertThat(failure()).hasMessage("the model's summary was longer than its budget");
    }

    @ParameterizedTest
    @ValueSource(strings = {"length", "tool_calls", "error"})
    void anUnfinishedAnswerIsRejected(String finish) {
        server.answers(200, ModelServer.completion(GOOD, finish));
        assertThat(failure())
                .hasMessageMatching("the model's summary was truncated .*|the model did not finish its summary");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":null,\"refusal\":\"I won't.\"},\"finish_reason\":\"stop\"}]}",
                "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":[{\"type\":\"refusal\",\"refusal\":\"No.\"}]}}]}",
                "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"User: a\"},\"finish_reason\":\"content_filter\"}]}",
                "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"I'm sorry, but I can't help with that.\"}}]}"
            })
    void aRefusalIsRejected(String json) {
        server.answers(200, json);
        assertThat(failure()).hasMessage("the model refused to summarize");
    }

    @Test
    void anAnswerWithTheKeyIsRejected() {
        server.says("User: my key is " + KEY);
        assertThat(failure()).hasMessageContaining("contained the API key");
    }

    private OpenAiSummarizer summarizer() {
        return new OpenAiSummarizer(options(server.baseUrl(), Duration.ofSeconds(60)));
    }

    private static OpenAiOptions options(URI url, Duration timeout) {
        return new OpenAiOptions(url, "a-model", KEY, timeout);
    }

    private String summary() {
        return summarizer().summarize(SampleConversation.request()).text();
    }

    private SummaryFailedException failure() {
        return failure(summarizer(), SampleConversation.request());
    }

    /** The failure, which contains neither the key nor words of the conversation or the answer. */
    private static SummaryFailedException failure(OpenAiSummarizer summarizer, SummaryRequest request) {
        SummaryFailedException failure =
                catchThrowableOfType(SummaryFailedException.class, () -> summarizer.summarize(request));
        assertThat(failure).isNotNull();
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertThat(trace + failure.toString()).doesNotContain(KEY, "secret", "Golden Lion", "QX-4471", "maintena");
        return failure;
    }
}
