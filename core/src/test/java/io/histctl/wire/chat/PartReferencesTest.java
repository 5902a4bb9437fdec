package io.histctl.wire.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.model.PartReference;
import io.histctl.model.Reference;
import io.histctl.wire.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartReferencesTest {
    private static final String SIGNED = "https://files.example.org/a.png?Signature=x&Expires=1772446500";

    @Test
    void signedImageExpiresWhenItsUrlDoes() {
        assertThat(reference("{\"type\":\"image_url\",\"image_url\":{\"url\":\"" + SIGNED + "\",\"detail\":\"low\"}}"))
                .isEqualTo(new Reference("image_url", SIGNED, Instant.parse("2026-03-02T10:15:00Z")));
    }

    @Test
    void bareImageUrlIsFound() {
        assertThat(reference("{\"type\":\"image_url\",\"image_url\":\"" + SIGNED + "\"}")
                        .value())
                .isEqualTo(SIGNED);
    }

    @Test
    void escapedUrlIsDecodedFirst() {
        String escaped = SIGNED.replace("/", "\\/").replace("&", "\\u0026");
        assertThat(reference("{\"type\":\"image_url\",\"image_url\":{\"url\":\"" + escaped + "\"}}")
                        .expiresAt())
                .isEqualTo(Instant.parse("2026-03-02T10:15:00Z"));
    }

    @Test
    void unsignedUrlAndFileIdHaveNoKnownExpiry() {
        assertThat(reference("{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://example.org/a.png\"}}"))
                .isEqualTo(new Reference("image_url", "https://example.org/a.png", null));
        assertThat(reference("{\"type\":\"file\",\"file\":{\"file_id\":\"file-7\"}}"))
                .isEqualTo(new Reference("file_id", "file-7", null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"file_url", "file_data"})
    void fileByUrlExpiresWhenItsUrlDoes(String member) {
        assertThat(reference(
                        "{\"type\":\"file\",\"file\":{\"filename\":\"a.pdf\",\"" + member + "\":\"" + SIGNED + "\"}}"))
                .isEqualTo(new Reference("file_url", SIGNED, Instant.parse("2026-03-02T10:15:00Z")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"text\",\"text\":\"https://example.org/?exp=1772446500\"}",
                "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,AA==\"}}",
                "{\"type\":\"image_url\",\"image_url\":{\"url\":null}}",
                "{\"type\":\"image_url\",\"image_url\":[]}",
                "{\"type\":\"image_url\"}",
                "{\"type\":\"file\",\"file\":{\"file_id\":\"\"}}",
                "{\"type\":\"file\",\"file\":{\"file_data\":\"data:application/pdf;base64,AA==\"}}",
                "{\"type\":7}",
                "7"
            })
    void otherPartsHaveNoReference(String part) {
        assertThat(find("[" + part + "]")).isEmpty();
    }

    @Test
    void contentThatIsNotAnArrayHasNoReferences() {
        assertThat(find("\"https://example.org\"")).isEmpty();
        assertThat(find("null")).isEmpty();
    }

    @Test
    void eachReferenceIsReportedWithTheIndexOfItsPart() {
        List<PartReference> found = find("""
                [{"type":"text","text":"Compare."},{"type":"image_url","image_url":{"url":"https://example.org/a"}},\
                {"type":"text","text":"with"},{"type":"file","file":{"file_id":"file-7"}}]""");
        assertThat(found).extracting(PartReference::part).containsExactly(1, 3);
    }

    private static Reference reference(String part) {
        List<PartReference> found = find("[" + part + "]");
        assertThat(found).hasSize(1);
        return found.get(0).reference();
    }

    private static List<PartReference> find(String content) {
        String message = "{\"role\":\"user\",\"content\":" + content + "}";
        return PartReferences.of(Json.read(message.getBytes(StandardCharsets.UTF_8), "the message"));
    }
}
