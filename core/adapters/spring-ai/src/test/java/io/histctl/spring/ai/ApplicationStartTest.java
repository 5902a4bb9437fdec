package io.histctl.spring.ai;

import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.HistoryStore;
import io.histctl.standin.SettableClock;
import io.histctl.standin.StandIn;
import io.histctl.standin.StandInServer;
import io.histctl.testing.PausedChats;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.advisor.MessageChatMemoryAdvisor;
import org.springframework.ai.chat.memory.ChatMemory;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A Spring Boot application that starts as a whole, with no line of code for histctl. */
class ApplicationStartTest {
    private final SettableClock clock = new SettableClock(Instant.now());
    private final StandIn api = new StandIn(clock, 7);
    private final StandInServer server = new StandInServer(api);

    @TempDir
    Path dir;

    ApplicationStartTest() throws IOException {}

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Application {}

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void withoutThePropertyTheVoiceIsLostInTheSecondRound() {
        try (ConfigurableApplicationContext context = start()) {
            assertThat(PausedChats.run(clock, chat(context, "kitchen")))
                    .containsExactly("voice", "text", "text", "text", "text", "text");
        }
    }

    @Test
    void withThePropertyTwoChatsSideBySideKeepTheirVoice() {
        Path file = dir.resolve("history.db");

        try (ConfigurableApplicationContext context = start("--histctl.path=" + file)) {
            assertThat(PausedChats.run(clock, chat(context, "kitchen"), chat(context, "hall")))
                    .hasSize(12)
                    .containsOnly("voice");
        }
        try (HistoryStore store = HistoryStore.open(file)) {
            assertThat(store.verify()).isEmpty();
            assertThat(store.conversationIds()).containsExactly("kitchen", "hall");
            assertThat(store.conversation("kitchen").turns()).hasSize(12);
        }
    }

    private UnaryOperator<String> chat(ConfigurableApplicationContext context, String id) {
        ChatClient client = context.getBean(ChatClient.Builder.class)
                .defaultAdvisors(MessageChatMemoryAdvisor.builder(context.getBean(ChatMemory.class))
                        .build())
                .build();
        return question -> {
            int spoken = api.idsMade();
            client.prompt()
                    .user(question)
                    .advisors(advisors -> advisors.param(ChatMemory.CONVERSATION_ID, id))
                    .call()
                    .chatResponse();
            return api.idsMade() > spoken ? "voice" : "text";
        };
    }

    private ConfigurableApplicationContext start(String... arguments) {
        return new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .properties(
                        "spring.ai.openai.base-url=" + server.baseUrl(),
                        "spring.ai.openai.api-key=none",
                        "spring.ai.openai.chat.model=gpt-audio-1.5",
                        "spring.ai.openai.chat.output-modalities=text,audio",
                        "spring.ai.openai.chat.output-audio.voice=alloy",
                        "spring.ai.openai.chat.output-audio.format=wav")
                .run(arguments);
    }
}
