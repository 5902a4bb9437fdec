package io.histctl.spring.ai;

import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.ChatInterceptor;
import io.histctl.HistoryStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.ai.chat.client.ChatClientBuilderCustomizer;
import org.springframework.ai.openai.http.okhttp.OpenAiHttpClientBuilderCustomizer;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class HistctlAutoConfigurationTest {
    @TempDir
    Path dir;

    private final ApplicationContextRunner application =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(HistctlAutoConfiguration.class));

    @Test
    void aPathIsAllThatIsNeeded() {
        application
                .withPropertyValues("histctl.path=" + dir.resolve("history.db"))
                .run(context -> assertThat(context)
                        .hasSingleBean(HistoryStore.class)
                        .hasSingleBean(ChatInterceptor.class)
                        .hasSingleBean(OpenAiHttpClientBuilderCustomizer.class)
                        .hasSingleBean(ChatClientBuilderCustomizer.class)
                        .doesNotHaveBean(MeteredListener.class));
    }

    @Test
    void withoutAPathNothingIsAdded() {
        application.run(context -> assertThat(context).doesNotHaveBean(ChatInterceptor.class));
    }

    @Test
    void failuresCanBeErrors() {
        application
                .withPropertyValues("histctl.path=" + dir.resolve("history.db"), "histctl.fail-closed=true")
                .run(context -> assertThat(
                                context.getBean(ChatInterceptor.class).options().failClosed())
                        .isTrue());
    }

    @Test
    void withAMeterRegistryRequestsAreCounted() {
        application
                .withPropertyValues("histctl.path=" + dir.resolve("history.db"))
                .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .run(context -> {
                    byte[] request = """
                            {"modalities":["text","audio"],"messages":[{"role":"user","content":"When?"}]}""".getBytes(java.nio.charset.StandardCharsets.UTF_8);
                    context.getBean(ChatInterceptor.class).call("kitchen", request);

                    assertThat(context.getBean(MeterRegistry.class)
                                    .counter("histctl.requests", "changed", "false")
                                    .count())
                            .isEqualTo(1);
                });
    }
}
