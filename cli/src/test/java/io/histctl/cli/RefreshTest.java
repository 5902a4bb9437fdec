package io.histctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefreshTest {
    private static final Instant NOON = Instant.parse("2026-06-05T12:00:00Z");
    private static final String ID = "audio_6a22ba40c0ffee000000000000000000";
    private static final String REQUEST = """
            {"model":"gpt-audio-1.5","modalities":["text","audio"],"audio":{"voice":"alloy","format":"wav"},\
            "messages":[%s]}""";
    private static final String QUESTION = "{\"role\":\"user\",\"content\":\"When?\"}";
    private static final String REPLY = """
            {"id":"chatcmpl-1","created":1780660800,"model":"gpt-audio-1.5","choices":[{"index":0,"message":{\
            "role":"assistant","content":null,"audio":{"id":"%s","data":"","expires_at":1780664400,\
            "transcript":"At six."}},"finish_reason":"stop"}]}""".formatted(ID);
    private static final String NEXT = QUESTION + ",{\"role\":\"assistant\",\"audio\":{\"id\":\"" + ID
            + "\"}},{\"role\":\"user\",\"content\":\"And tomorrow?\"}";

    @TempDir
    Path dir;

    private Histctl histctl;

    @BeforeEach
    void recordAReply() {
        histctl = new Histctl(dir.resolve("history.db")).at(NOON);
        assertThat(histctl.stdin(REQUEST.formatted(QUESTION))
                        .run("refresh", "bakery")
                        .out())
                .isEqualTo(REQUEST.formatted(QUESTION) + "\n");
        assertThat(histctl.stdin(REPLY)
                        .run("record", "bakery", "--response", "-")
                        .exit())
                .isZero();
    }

    @Test
    void aRequestThatIsValidIsPrintedAsItIs() {
        Histctl.Result result = histctl.stdin(REQUEST.formatted(NEXT)).run("refresh", "bakery");

        assertThat(result.out()).isEqualTo(REQUEST.formatted(NEXT) + "\n");
        assertThat(result.err()).startsWith("bakery: unchanged, 2 verbatim, 1 by id, voice safe, valid until 2026");
    }

    @Test
    void afterAPauseTheConversationIsFoundAndItsReplySummarized() {
        histctl.at(NOON.plusSeconds(7_200));

        Histctl.Result result = histctl.stdin(REQUEST.formatted(NEXT)).run("refresh");

        assertThat(result.out()).contains("At six.").doesNotContain(ID);
        assertThat(result.err()).startsWith("bakery: changed, 1 verbatim, 2 summarized, voice reset");
        assertThat(histctl.run("list").out()).contains("bakery").contains("3");
    }

    @Test
    void aRequestThatQuotesNothingBeginsAConversation() {
        assertThat(histctl.stdin(REQUEST.formatted("{\"role\":\"user\",\"content\":\"Hello.\"}"))
                        .run("refresh")
                        .err())
                .startsWith("chat-");
    }

    @Test
    void aBodyThatIsNotARequestIsRefused() {
        Histctl.Result result = histctl.stdin("[]").run("refresh", "bakery");

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
    }
}
