package io.histctl.intercept;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamEndTest {
    @ParameterizedTest
    @ValueSource(strings = {"data: {}\n\ndata: [DONE]\n\n", "data:[DONE]\r\n\r\n", "\rdata: [DONE]"})
    void theLastLineIsNoticedHoweverItIsCut(String stream) {
        StreamEnd whole = new StreamEnd();
        StreamEnd bytewise = new StreamEnd();
        boolean reached = false;
        for (byte one : utf8(stream)) {
            reached |= bytewise.isIn(new byte[] {one});
        }

        assertThat(whole.isIn(utf8(stream))).isTrue();
        assertThat(reached).isTrue();
    }

    @Test
    void wordsThatSpellTheEndAreNotTheEnd() {
        assertThat(new StreamEnd().isIn(utf8("data: {\"delta\":\"data: [DONE]\"}\n\ndata: {}\n")))
                .isFalse();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
