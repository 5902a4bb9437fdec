package io.histctl.intercept;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ConversationHeaderTest {
    @Test
    void plainIdsAreSentAsTheyAre() {
        assertThat(ConversationHeader.encode("user+42@example.org / kitchen"))
                .isEqualTo("user+42@example.org / kitchen");
        assertThat(ConversationHeader.decode("user+42@example.org / kitchen"))
                .isEqualTo("user+42@example.org / kitchen");
    }

    @Test
    void othersArePercentEncoded() {
        assertThat(ConversationHeader.encode("Küche 50%")).isEqualTo("K%C3%BCche%2050%25");
        assertThat(ConversationHeader.decode("K%C3%BCche%2050%25")).isEqualTo("Küche 50%");
        assertThat(ConversationHeader.decode("50%")).isEqualTo("50%");
    }

    @Property(tries = 500)
    void everyIdSurvivesARoundTripThroughAHeader(@ForAll String id) {
        if (!id.isEmpty() && StandardCharsets.UTF_8.newEncoder().canEncode(id)) {
            String value = ConversationHeader.encode(id);

            assertThat(value).matches("[ -~]+");
            assertThat(ConversationHeader.decode(value)).isEqualTo(id);
        }
    }
}
