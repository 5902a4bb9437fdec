package io.histctl.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.standin.SettableClock;
import io.histctl.standin.StandIn;
import io.histctl.standin.StandInServer;
import io.histctl.testing.Messages;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A proxy with a transcriber attaches words to what users said. */
class ServedSpeechTest {
    @Test
    void speechIsTranscribedAfterItsReply() throws Exception {
        SettableClock clock = new SettableClock(Instant.parse("2026-06-05T12:00:00Z"));
        InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (StandInServer api = new StandInServer(new StandIn(clock, 3));
                ServedStore served = new ServedStore(
                        new ServeOptions(
                                free, api.baseUrl(), null, false, false, sound -> "Is it open?", Limits.DEFAULT),
                        clock)) {
            String question = Messages.voice(Messages.spokenUser("UklGRg==", "wav"));
            HttpResponse<String> reply = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(served.url("/c/kitchen/v1") + "/chat/completions"))
                                    .header("Authorization", "Bearer sk-test-0123456789")
                                    .header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofString(question))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());

            assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
            while (served.store.conversation("kitchen").turns().get(0).transcript() == null) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            assertThat(served.store.conversation("kitchen").turns().get(0).transcript())
                    .isEqualTo("Is it open?");
            assertThat(served.messages).isEmpty();
        }
    }
}
