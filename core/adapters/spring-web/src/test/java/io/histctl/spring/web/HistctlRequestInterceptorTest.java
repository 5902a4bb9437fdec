package io.histctl.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.ChatInterceptor;
import io.histctl.HistoryStore;
import io.histctl.standin.SettableClock;
import io.histctl.standin.StandIn;
import io.histctl.standin.StandInServer;
import io.histctl.testing.Messages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

class HistctlRequestInterceptorTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-06-05T12:00:00Z"));
    private final HistoryStore store = HistoryStore.inMemory(clock);
    private final StandInServer server = new StandInServer(new StandIn(clock, 3));
    private final boolean[] named = {false};
    private final RestClient client = RestClient.builder()
            .requestFactory(new JdkClientHttpRequestFactory())
            .requestInterceptor(new HistctlRequestInterceptor(store))
            .requestInterceptor((request, body, execution) -> {
                named[0] |= request.getHeaders().getFirst(ChatInterceptor.CONVERSATION_HEADER) != null;
                return execution.execute(request, body);
            })
            .build();

    HistctlRequestInterceptorTest() throws IOException {}

    @AfterEach
    void close() {
        server.close();
        try (store) {
            assertThat(store.verify()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"kitchen,kitchen", "K%C3%BCche,Küche"})
    void theHeaderNamesTheConversationAndIsNotSent(String header, String id) {
        ResponseEntity<String> response = post(header, Messages.voice(Messages.user("When?")));

        assertThat(response.getHeaders().getFirst(ChatInterceptor.CONVERSATION_HEADER))
                .isEqualTo(header);
        assertThat(named[0]).isFalse();
        assertThat(store.conversationIds()).containsExactly(id);
    }

    @Test
    void aStreamIsRecordedAsItIsRead() {
        ResponseEntity<String> response = post("kitchen", Messages.streamed(Messages.user("When?")));

        assertThat(response.getBody()).endsWith("data: [DONE]\n\n");
        assertThat(store.conversation("kitchen").turns()).hasSize(2).noneMatch(turn -> turn.incomplete());
    }

    @Test
    void otherRequestsPass() {
        int status = client.get()
                .uri(server.baseUrl() + "/models")
                .exchange((request, response) -> response.getStatusCode().value());

        assertThat(status).isEqualTo(404);
        assertThat(store.conversationIds()).isEmpty();
    }

    private ResponseEntity<String> post(String header, String body) {
        return client.post()
                .uri(server.completionsUrl())
                .header(ChatInterceptor.CONVERSATION_HEADER, header)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .retrieve()
                .toEntity(String.class);
    }
}
