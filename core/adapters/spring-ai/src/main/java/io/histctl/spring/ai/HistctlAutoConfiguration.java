package io.histctl.spring.ai;

import io.histctl.ChatInterceptor;
import io.histctl.HistoryStore;
import io.histctl.intercept.InterceptorListener;
import io.histctl.intercept.InterceptorOptions;
import io.histctl.intercept.ReplyAdaptation;
import io.histctl.okhttp.HistctlInterceptor;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.ai.chat.client.ChatClientBuilderCustomizer;
import org.springframework.ai.openai.http.okhttp.OpenAiHttpClientBuilderCustomizer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts histctl between Spring AI's OpenAI models and the API, if {@code histctl.path} names a database. */
@AutoConfiguration(
        beforeName = "org.springframework.ai.model.openai.autoconfigure.OpenAiChatAutoConfiguration",
        afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(OpenAiHttpClientBuilderCustomizer.class)
@ConditionalOnProperty("histctl.path")
@EnableConfigurationProperties(HistctlProperties.class)
public class HistctlAutoConfiguration {
    /** The store in {@code histctl.path}, closed with the application. */
    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    public HistoryStore historyStore(HistctlProperties properties) {
        if (properties.path() == null) {
            throw new IllegalStateException("histctl.path is not set; name a database file");
        }
        return HistoryStore.open(properties.path());
    }

    /** The interceptor, with the adaptations that Spring AI's streaming needs. */
    @Bean
    @ConditionalOnMissingBean
    public ChatInterceptor chatInterceptor(
            HistoryStore store, HistctlProperties properties, ObjectProvider<InterceptorListener> listener) {
        return ChatInterceptor.of(
                store,
                InterceptorOptions.DEFAULT
                        .withFailClosed(properties.failClosed())
                        .withListener(listener.getIfUnique(InterceptorListener::logging))
                        .withAdaptations(ReplyAdaptation.ADD_MISSING_CHOICES, ReplyAdaptation.TRANSCRIPT_AS_CONTENT));
    }

    /** Adds the interceptor to the HTTP clients of the OpenAI models. */
    @Bean
    public OpenAiHttpClientBuilderCustomizer histctlHttpClientCustomizer(ChatInterceptor chats) {
        return http -> http.interceptor(new HistctlInterceptor(chats));
    }

    /** Names the conversations by the ids of the chat memory. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ChatClientBuilderCustomizer.class)
    static class ChatClients {
        @Bean
        @ConditionalOnMissingBean
        ConversationAdvisor histctlConversationAdvisor() {
            return new ConversationAdvisor();
        }

        @Bean
        ChatClientBuilderCustomizer histctlChatClientCustomizer(ConversationAdvisor advisor) {
            return builder -> builder.defaultAdvisors(advisor);
        }
    }

    /** Counts with Micrometer, if the application does. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterRegistry.class)
    static class Metrics {
        @Bean
        @ConditionalOnBean(MeterRegistry.class)
        @ConditionalOnMissingBean(InterceptorListener.class)
        MeteredListener histctlMetrics(MeterRegistry registry) {
            return new MeteredListener(registry, InterceptorListener.logging());
        }
    }
}
