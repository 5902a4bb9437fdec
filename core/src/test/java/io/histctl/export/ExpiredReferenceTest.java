package io.histctl.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.error.InvalidPayloadException;
import io.histctl.model.Reference;
import io.histctl.record.Exchange;
import io.histctl.resume.Decision;
import io.histctl.standin.Json;
import io.histctl.testing.StoreFixture;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Images and files that a chat refers to by URLs that expire. */
class ExpiredReferenceTest extends StoreFixture {
    private static final String PLACEHOLDER = "[image, no longer available]";
    private static final String AT_1210 =
            "https://files.example.org/a.png?X-Amz-Date=20260605T120000Z&X-Amz-Expires=600&X-Amz-Signature=0f";
    private static final String AT_1220 = "https://files.example.org/b.png?Expires=1780662000&Signature=0f";
    private static final String FOREVER = "https://files.example.org/c.png";

    @Test
    void expiredImageBecomesAPlaceholderAndTheRestOfItsTurnStays() {
        record(text("Compare."), image(AT_1210), text("with"), image(AT_1220), image(FOREVER));
        assertThat(contentAt("2026-06-05T12:08:00Z")).containsExactly("Compare.", AT_1210, "with", AT_1220, FOREVER);
        assertThat(contentAt("2026-06-05T12:10:00Z"))
                .containsExactly("Compare.", PLACEHOLDER, "with", AT_1220, FOREVER);
        assertThat(contentAt("2026-06-05T12:30:00Z"))
                .containsExactly("Compare.", PLACEHOLDER, "with", PLACEHOLDER, FOREVER);
    }

    @Test
    void marginAppliesToImagesToo() {
        record(image(AT_1210));
        assertThat(contentAt("2026-06-05T12:08:59Z")).containsExactly(AT_1210);
        assertThat(contentAt("2026-06-05T12:09:00Z")).containsExactly(PLACEHOLDER);
    }

    @Test
    void reportSaysWhichTurnHasAPlaceholderAndUntilWhenThePayloadIsValid() {
        record(image(AT_1210), image(AT_1220));
        assertThat(report("2026-06-05T12:05:00Z").validUntil()).isEqualTo(Instant.parse("2026-06-05T12:10:00Z"));
        ExportReport later = report("2026-06-05T12:15:00Z");
        assertThat(later.validUntil()).isEqualTo(Instant.parse("2026-06-05T12:20:00Z"));
        assertThat(later.turns().get(0).decision()).isEqualTo(Decision.WITH_PLACEHOLDERS);
    }

    @Test
    void soundBesideAnExpiredImageIsSentAsItCame() {
        String sound = "{\"type\":\"input_audio\",\"input_audio\":{\"data\":\"AAAA\",\"format\":\"mp3\"}}";
        record(image(AT_1210), sound, text("What is it?"));
        String payload = exported(at("2026-06-05T13:00:00Z"));
        assertThat(payload).contains("[{\"type\":\"text\",\"text\":\"" + PLACEHOLDER + "\"}," + sound + ",");
    }

    @Test
    void placeholderThatTheAppSendsBackIsTheImage() {
        record(text("What is it?"), image(AT_1210), image(AT_1220));
        for (String moment : List.of("2026-06-05T12:15:00Z", "2026-06-05T12:30:00Z", "2026-06-05T12:05:00Z")) {
            List<String> before = said();
            Payload sent = new Payload(exported(at(moment)));
            chat.record(Exchange.of(sent.withQuestion("And this?"), reply("This, " + moment)));
            assertThat(said()).hasSize(before.size() + 2).startsWith(before.toArray(String[]::new));
        }
        assertThat(currentTurns()).isEqualTo(said());
    }

    @Test
    void imageWhoseUrlWasSignedAgainIsTheSameImage() {
        record(text("What is it?"), image(AT_1210));
        String again = AT_1210.replace("T120000Z", "T130000Z").replace("0f", "1e");
        Payload sent = new Payload(exported(at("2026-06-05T12:05:00Z")).replace(AT_1210, again));
        chat.record(Exchange.of(sent.withQuestion("Bigger?"), reply("Yes.")));
        assertThat(currentTurns()).hasSize(4).isEqualTo(said());
    }

    @Test
    void anotherImageIsAnotherTurn() {
        record(text("What is it?"), image(AT_1210));
        chat.record(Exchange.of(request(text("What is it?"), image(AT_1220)), reply("A lake.")));
        assertThat(currentTurns()).hasSize(4);
    }

    @Test
    void resolverIsAskedOnceForEachExpiredReferenceAndItsUrlIsSent() {
        record(image(AT_1210), image(FOREVER), image(AT_1210));
        List<Reference> asked = new ArrayList<>();
        String fresh = AT_1210.replace("T120000Z", "T130000Z");
        Export export = chat.export(at("2026-06-05T13:00:00Z").withReferenceResolver(expired -> {
            asked.add(expired);
            chat.turns(); // no transaction is open
            return Optional.of(fresh);
        }));
        assertThat(asked).containsExactly(new Reference("image_url", AT_1210, Instant.parse("2026-06-05T12:10:00Z")));
        assertThat(content(export.json())).containsExactly(fresh, FOREVER, fresh);
        assertThat(export.report().validUntil()).isEqualTo(Instant.parse("2026-06-05T13:10:00Z"));
    }

    @Test
    void whatTheResolverCanNotRenewBecomesAPlaceholder() {
        record(image(AT_1210), image(AT_1220));
        ExportOptions options = at("2026-06-05T13:00:00Z")
                .withReferenceResolver(
                        expired -> expired.value().equals(AT_1220) ? Optional.of(AT_1210) : Optional.empty());
        assertThat(content(exported(options))).containsExactly(PLACEHOLDER, PLACEHOLDER);
    }

    @Test
    void appendedMessageWithAnExpiredImageIsRefused() {
        record(text("Hello."));
        ExportOptions options =
                at("2026-06-05T13:00:00Z").withAppended("{\"role\":\"user\",\"content\":[" + image(AT_1210) + "]}");
        assertThatThrownBy(() -> chat.export(options))
                .isInstanceOfSatisfying(
                        InvalidPayloadException.class,
                        broken -> assertThat(broken.rule()).isEqualTo("V14"))
                .hasMessageContaining("appended message 1")
                .hasMessageNotContaining("example.org");
    }

    private void record(String... parts) {
        chat.record(Exchange.of(request(parts), reply("A lake.")));
    }

    private static String request(String... parts) {
        return "{\"model\":\"gpt-4.1\",\"messages\":[{\"role\":\"user\",\"content\":[" + String.join(",", parts)
                + "]}]}";
    }

    private static String reply(String words) {
        return "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"" + words
                + "\"},\"finish_reason\":\"stop\"}]}";
    }

    private static String text(String text) {
        return "{\"type\":\"text\",\"text\":\"" + text + "\"}";
    }

    private static String image(String url) {
        return "{\"type\":\"image_url\",\"image_url\":{\"url\":\"" + url + "\"}}";
    }

    private static ExportOptions at(String moment) {
        return ExportOptions.DEFAULT.withAt(Instant.parse(moment));
    }

    private ExportReport report(String moment) {
        return chat.export(at(moment)).report();
    }

    private List<String> contentAt(String moment) {
        return content(exported(at(moment)));
    }

    /** Text and URLs of the first message. */
    private static List<String> content(String payload) {
        List<String> content = new ArrayList<>();
        JsonNode parts = new Payload(payload).root().path("messages").path(0).path("content");
        parts.forEach(part -> content.add(
                part.has("text")
                        ? part.path("text").asText()
                        : part.path("image_url").path("url").asText()));
        return content;
    }

    /** A payload to continue. */
    private record Payload(String payload) {
        JsonNode root() {
            return Json.read(payload.getBytes(StandardCharsets.UTF_8));
        }

        String withQuestion(String question) {
            ObjectNode request = root().deepCopy();
            request.withArrayProperty("messages")
                    .addObject()
                    .put("role", "user")
                    .put("content", question);
            return request.toString();
        }
    }
}
