package io.histctl.standin;

import static io.histctl.standin.Requests.HELLO;
import static io.histctl.standin.Requests.streamed;
import static io.histctl.standin.Requests.voice;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StandInServerTest {
    private final StandIn standIn = new StandIn(new SettableClock(Instant.parse("2026-11-23T10:00:00Z")), 5);
    private StandInServer server;

    @BeforeEach
    void start() throws Exception {
        server = new StandInServer(standIn);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void requestIsAnsweredOverHttp() throws Exception {
        HttpResponse<String> response = post(server.completionsUrl(), voice(HELLO));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(standIn.usableIds())
                .allSatisfy(id -> assertThat(response.body()).contains(id));
        assertThat(standIn.idsMade()).isEqualTo(1);
    }

    @Test
    void streamEndsWithDone() throws Exception {
        HttpResponse<String> response = post(server.completionsUrl(), streamed(HELLO));
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/event-stream");
        assertThat(response.body()).endsWith("data: [DONE]\n\n");
    }

    @Test
    void refusalKeepsItsStatus() throws Exception {
        assertThat(post(server.completionsUrl(), "{}").statusCode()).isEqualTo(400);
    }

    @Test
    void otherPathsAreNotFound() throws Exception {
        assertThat(post(server.baseUrl().resolve("/v1/responses"), "{}").statusCode())
                .isEqualTo(404);
    }

    @Test
    void scriptThatCannotBePlayedIsReported() throws Exception {
        standIn.then(Behaviour.toolCalls(1));
        HttpResponse<String> response = post(server.completionsUrl(), voice(HELLO));
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).contains("offers no tools");
    }

    private static HttpResponse<String> post(URI url, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(url)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
