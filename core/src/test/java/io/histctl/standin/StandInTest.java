package io.histctl.standin;

import static io.histctl.standin.Requests.HELLO;
import static io.histctl.standin.Requests.bytes;
import static io.histctl.standin.Requests.replayOf;
import static io.histctl.standin.Requests.text;
import static io.histctl.standin.Requests.voice;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StandInTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T10:00:00.900Z"));
    private final StandIn standIn = new StandIn(clock, 1);

    @ParameterizedTest
    @MethodSource("io.histctl.standin.RefusedRequests#cases")
    void oneEditTurnsAGoodRequestIntoARefusedOne(RefusedRequests.Case one) {
        String id = speak();
        String file = standIn.upload(Duration.ofMinutes(1));
        assertThat(standIn.complete(bytes(one.good().replace("ID", id).replace("file-1", file)))
                        .status())
                .isEqualTo(200);
        Answer answer = standIn.complete(
                bytes(one.bad().replace("\"ID\"", "\"" + id + "\"").replace("file-1", file)));
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        JsonNode error = answer.json().path("error");
        assertThat(error.path("message").textValue()).startsWith(one.message());
        if (!one.message().startsWith("stand-in: ")) {
            assertThat(error.path("message").textValue()).isEqualTo(one.message());
        }
        assertThat(error.path("type").textValue()).isEqualTo("invalid_request_error");
        assertThat(error.path("param").textValue()).isEqualTo(one.param());
        assertThat(error.path("code").textValue()).isEqualTo(one.code());
    }

    @Test
    void modalitiesMayBeInEitherOrder() {
        String swapped = voice(HELLO).replace("\"text\",\"audio\"", "\"audio\",\"text\"");
        assertThat(standIn.complete(bytes(swapped)).status()).isEqualTo(200);
    }

    @Test
    void bodyThatIsNotAJsonObjectIsRefused() {
        for (String body : new String[] {"", "[]", "{", "{} {}", "{\"model\":\"a\",\"model\":\"b\"}"}) {
            assertThat(standIn.complete(bytes(body)).status()).as(body).isEqualTo(400);
        }
    }

    @Test
    void idIsUsableUntilTheLastSecondBeforeItsExpiry() {
        String id = speak();
        byte[] replay = bytes(voice(HELLO, replayOf(id), HELLO));
        clock.set(Instant.parse("2026-11-23T10:59:59.999Z"));
        assertThat(standIn.complete(replay).status()).isEqualTo(200);
        assertThat(standIn.usableIds()).contains(id);
        clock.set(Instant.parse("2026-11-23T11:00:00Z"));
        assertThat(standIn.complete(replay).text()).contains("Assistant audio " + id + " not found.");
        assertThat(standIn.usableIds()).hasSize(1).doesNotContain(id);
        assertThat(standIn.idsMade()).isEqualTo(2);
    }

    @Test
    void theFirstOfTwoExpiredIdsIsNamed() {
        String first = speak();
        clock.advance(Duration.ofSeconds(1));
        String second = speak();
        clock.advance(Duration.ofHours(1));
        Answer answer = standIn.complete(bytes(voice(HELLO, replayOf(first), replayOf(second))));
        assertThat(answer.text())
                .contains(first, "content.messages[1].audio.id")
                .doesNotContain(second);
    }

    @Test
    void idOfAnotherStandInIsNotFound() {
        String foreign = new StandIn(clock, 2)
                .complete(bytes(voice(HELLO)))
                .json()
                .at("/choices/0/message/audio/id")
                .textValue();
        assertThat(standIn.complete(bytes(voice(replayOf(foreign)))).status()).isEqualTo(400);
    }

    @Test
    void signedImageIsRefusedFromTheSecondOfItsExpiry() {
        for (int i = 0; i < 20; i++) {
            String url = standIn.signedImage(Duration.ofMinutes(10));
            byte[] request = bytes(text(user("{\"type\":\"image_url\",\"image_url\":{\"url\":\"" + url + "\"}}")));
            clock.advance(Duration.ofSeconds(599));
            assertThat(standIn.complete(request).status()).isEqualTo(200);
            clock.advance(Duration.ofSeconds(1));
            JsonNode error = standIn.complete(request).json().path("error");
            assertThat(error.path("message").textValue()).isEqualTo("Error while downloading " + url + ".");
            assertThat(error.path("code").textValue()).isEqualTo("invalid_image_url");
        }
    }

    @Test
    void fileIsRefusedFromItsExpiryAndIfItWasNeverUploaded() {
        String file = standIn.upload(Duration.ofMinutes(10));
        byte[] request = bytes(text(file(file)));
        assertThat(standIn.complete(request).status()).isEqualTo(200);
        clock.advance(Duration.ofMinutes(10));
        assertThat(standIn.complete(request).text()).contains("No such File object: " + file);
        assertThat(standIn.complete(bytes(text(file("file-0")))).status()).isEqualTo(400);
    }

    private static String file(String id) {
        return user("{\"type\":\"file\",\"file\":{\"file_id\":\"" + id + "\"}}");
    }

    private static String user(String part) {
        return "{\"role\":\"user\",\"content\":[" + part + "]}";
    }

    private String speak() {
        return standIn.complete(bytes(voice(HELLO)))
                .json()
                .at("/choices/0/message/audio/id")
                .textValue();
    }
}
