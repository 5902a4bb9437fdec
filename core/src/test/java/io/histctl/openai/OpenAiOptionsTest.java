package io.histctl.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.histctl.error.InvalidInputException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiOptionsTest {
    private static final Map<String, String> OPENAI =
            Map.of("OPENAI_API_KEY", "sk-secret-key", "HISTCTL_OPENAI_MODEL", "a-model");

    @Test
    void openAisEndpointIsTheDefault() {
        OpenAiOptions options = OpenAiOptions.fromEnvironment(OPENAI);

        assertThat(options.endpoint("/chat/completions")).hasToString("https://api.openai.com/v1/chat/completions");
        assertThat(options.key()).isEqualTo("sk-secret-key");
        assertThat(options.model()).isEqualTo("a-model");
    }

    @Test
    void histctlsOwnVariablesComeFirst() {
        OpenAiOptions options = OpenAiOptions.fromEnvironment(with(Map.of(
                "HISTCTL_OPENAI_BASE_URL", "http://localhost:11434/v1/",
                "OPENAI_BASE_URL", "https://other.example/v1",
                "HISTCTL_OPENAI_API_KEY", "own")));

        assertThat(options.endpoint("/chat/completions")).hasToString("http://localhost:11434/v1/chat/completions");
        assertThat(options.key()).isEqualTo("own");
    }

    @Test
    void aModelIsRequired() {
        assertThatThrownBy(() -> OpenAiOptions.fromEnvironment(with(Map.of("HISTCTL_OPENAI_MODEL", " "))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("HISTCTL_OPENAI_MODEL");
    }

    @Test
    void transcriptionsHaveAModelOfTheirOwn() {
        assertThatThrownBy(() -> OpenAiOptions.forTranscriptions(OPENAI))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("HISTCTL_TRANSCRIPTION_MODEL");
        assertThat(OpenAiOptions.forTranscriptions(with(Map.of("HISTCTL_TRANSCRIPTION_MODEL", "ears")))
                        .model())
                .isEqualTo("ears");
    }

    @Test
    void onlyOpenAisOwnEndpointRequiresAKey() {
        Map<String, String> keyless = with(Map.of("OPENAI_API_KEY", ""));
        assertThatThrownBy(() -> OpenAiOptions.fromEnvironment(keyless)).hasMessageContaining("OPENAI_API_KEY");

        keyless.put("OPENAI_BASE_URL", "http://localhost:8080/v1");
        assertThat(OpenAiOptions.fromEnvironment(keyless).key()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:8080/v1",
                "ftp://example.org/v1",
                "https:///v1",
                "not a url",
                "https://ida:hidden@example.org/v1",
                "https://example.org/v1?token=hidden",
                "https://example.org/v1#hidden"
            })
    void anInvalidAddressIsRejectedWithoutBeingQuoted(String address) {
        assertThatThrownBy(() -> OpenAiOptions.fromEnvironment(with(Map.of("OPENAI_BASE_URL", address))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("base URL")
                .hasMessageNotContaining("hidden")
                .hasNoCause();
    }

    @Test
    void aKeyThatCannotBeSentIsRejectedWithoutBeingQuoted() {
        assertThatThrownBy(() -> OpenAiOptions.fromEnvironment(with(Map.of("OPENAI_API_KEY", "sk-secret\r\nX: y"))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageNotContaining("secret");
    }

    @Test
    void theTimeoutIsLimited() {
        URI url = URI.create("http://localhost/v1");
        assertThatThrownBy(() -> new OpenAiOptions(url, "m", null, Duration.ZERO))
                .hasMessageContaining("timeout");
        assertThatThrownBy(() -> new OpenAiOptions(url, "m", null, Duration.ofDays(1)))
                .hasMessageContaining("timeout");
    }

    @Test
    void theKeyIsNotPrinted() {
        assertThat(OpenAiOptions.fromEnvironment(OPENAI).toString())
                .doesNotContain("secret")
                .contains("key=set", "a-model");
    }

    private static Map<String, String> with(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(OPENAI);
        environment.putAll(more);
        return environment;
    }
}
