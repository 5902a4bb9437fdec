package io.histctl.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.histctl.Conversation;
import io.histctl.ListOptions;
import io.histctl.error.NotFoundException;
import io.histctl.export.Export;
import io.histctl.export.ExportOptions;
import io.histctl.model.ConversationInfo;
import io.histctl.model.ExpiringReference;
import io.histctl.model.Part;
import io.histctl.model.Progress;
import io.histctl.model.Reference;
import io.histctl.prune.PruneOptions;
import io.histctl.prune.PruneReport;
import io.histctl.resume.Decision;
import io.histctl.testing.SqliteOnly;
import io.histctl.testing.StoreFixture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The expiry of images and files: stated by a signed URL, set by the user, or learned from an error. */
class ReferenceExpiryTest extends StoreFixture {
    private static final String FILE_PLACEHOLDER = "[file, no longer available]";
    private static final String IMAGE_PLACEHOLDER = "[image, no longer available]";
    private static final Instant ONE = Instant.parse("2026-06-05T13:00:00Z");

    private String file;
    private String unsigned;
    private String signed;

    @BeforeEach
    void references() {
        file = "file-" + name.replace("-", "");
        unsigned = "https://files.example.org/" + name + ".png";
        signed = "https://bucket.example.org/" + name
                + ".png?X-Amz-Date=20260605T120000Z&X-Amz-Expires=3600&X-Amz-Signature=secret" + name;
    }

    @Test
    void fileIdIsSentUntilTheExpiryThatWasGiven() {
        record(chat, fileId(file));
        assertThat(exportAt(ONE).report().validUntil()).isNull();

        chat.expires(file, ONE);

        Export before = exportAt(ONE.minusSeconds(61));
        assertThat(payload(before)).contains(file);
        assertThat(before.report().validUntil()).isEqualTo(ONE);
        Export after = exportAt(ONE.minusSeconds(60));
        assertThat(payload(after)).contains(FILE_PLACEHOLDER).doesNotContain(file);
        assertThat(after.report().turns().get(0).decision()).isEqualTo(Decision.WITH_PLACEHOLDERS);
    }

    @Test
    void unsignedUrlExpiresAsGiven() {
        record(chat, image(unsigned));
        chat.expires(unsigned, ONE);
        assertThat(payload(exportAt(ONE))).contains(IMAGE_PLACEHOLDER).doesNotContain(unsigned);
    }

    @Test
    void givenExpiryAppliesToEveryConversationAlsoToLaterOnes() {
        Conversation other = store.conversation(name + " other");
        record(chat, fileId(file));
        record(other, fileId(file));
        chat.expires(file, ONE);
        Conversation later = store.conversation(name + " later");
        record(later, fileId(file));

        for (Conversation each : List.of(chat, other, later)) {
            assertThat(payload(exportAt(each, ONE))).contains(FILE_PLACEHOLDER);
            assertThat(payload(exportAt(each, ONE.minusSeconds(61)))).contains(file);
        }
    }

    @Test
    void unknownReferenceIsRefused() {
        record(chat, fileId(file));
        assertThatThrownBy(() -> chat.expires("file-unknown", ONE))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("refers to no image or file");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            file | {"error":{"message":"No such File object: FILE","type":"invalid_request_error","param":"file_id","code":null}}
            file | {"error":{"message":"litellm.NotFoundError: OpenAIException - No such File object: FILE. Received Model Group=gpt","type":null,"param":null,"code":"404"}}
            unsigned | {"error":{"message":"Error while downloading OPEN.","type":"invalid_request_error","param":null,"code":"invalid_image_url"}}
            unsigned | {"error":{"message":"Timeout while downloading OPEN","type":"invalid_request_error","param":null,"code":"invalid_image_url"}}
            unsigned | {"error":{"message":"Provider returned error","code":400,"metadata":{"raw":"{\\"error\\":{\\"message\\":\\"Error while downloading OPEN.\\",\\"code\\":\\"invalid_image_url\\"}}"}}}
            unsigned | {"error":{"message":"Invalid image.","type":"invalid_request_error","param":"messages[0].content[1].image_url","code":"invalid_image_url"}}
            unsigned | {"error":{"message":"Error code: 400 - {'error': {'message': 'Error while downloading OPEN.', 'code': 'invalid_image_url'}}"}}
            """)
    void errorThatNamesAReferenceMarksItAsGone(String which, String error) {
        record(chat, fileId(file), image(unsigned), image(signed));
        String reference = which.equals("file") ? file : unsigned;

        Recorded recorded = chat.record(Exchange.of(
                request(fileId(file), image(unsigned), image(signed)),
                error.replace("FILE", file).replace("OPEN", unsigned)));

        assertThat(recorded).isInstanceOfSatisfying(Recorded.ReferenceGone.class, gone -> {
            assertThat(gone.reference()).isEqualTo(reference);
            assertThat(gone.position()).isEqualTo(1);
        });
        String payload = payload(exportAt(NOON));
        assertThat(payload).doesNotContain(reference).contains("What is it?", signed);
        assertThat(payload.contains(FILE_PLACEHOLDER)).isEqualTo(which.equals("file"));
        assertThat(payload.contains(IMAGE_PLACEHOLDER)).isEqualTo(which.equals("unsigned"));
    }

    @Test
    void signedUrlThatAnErrorNamesIsGoneWhateverItsSignatureStates() {
        record(chat, image(signed));
        chat.record(Exchange.of(
                request(image(signed)),
                "{\"error\":{\"message\":\"Error while downloading " + signed
                        + ".\",\"code\":\"invalid_image_url\"}}"));
        assertThat(payload(exportAt(NOON))).contains(IMAGE_PLACEHOLDER).doesNotContain(signed);
    }

    @Test
    void errorAboutAnotherUrlChangesNothing() {
        record(chat, image(unsigned));
        Recorded recorded = chat.record(Exchange.of(
                request(image("https://elsewhere.example.org/" + name)),
                "{\"error\":{\"message\":\"Error while downloading https://elsewhere.example.org/" + name
                        + "\",\"code\":\"invalid_image_url\"}}"));
        assertThat(recorded)
                .isInstanceOfSatisfying(
                        Recorded.ApiError.class,
                        error -> assertThat(error.code()).isEqualTo("invalid_image_url"));
        assertThat(payload(exportAt(NOON))).contains(unsigned);
    }

    @Test
    void givenExpiryOverridesAnErrorThatReportedTheReferenceGone() {
        record(chat, image(unsigned));
        chat.record(Exchange.of(
                request(image(unsigned)),
                "{\"error\":{\"message\":\"Error while downloading " + unsigned
                        + ".\",\"code\":\"invalid_image_url\"}}"));
        chat.expires(unsigned, ONE);
        assertThat(payload(exportAt(NOON))).contains(unsigned);
    }

    @Test
    void turnShowsUntilWhenItsReferencesWork() {
        record(chat, image(signed), fileId(file));
        chat.expires(file, ONE.plusSeconds(1));
        assertThat(chat.turns().get(0).message().parts())
                .extracting(Part::reference)
                .filteredOn(Objects::nonNull)
                .containsExactly(
                        new Reference("image_url", signed, ONE), new Reference("file_id", file, ONE.plusSeconds(1)));
    }

    @Test
    void newerUrlThatTheAppSendsReplacesTheStoredOne() {
        record(chat, image(signed));
        String renewed = signed.replace("T120000Z", "T140000Z").replace("secret", "renewed");
        chat.record(Exchange.of(
                "{\"model\":\"gpt-4.1\",\"messages\":[" + user(image(renewed))
                        + ",{\"role\":\"assistant\",\"content\":\"A lake.\"},"
                        + "{\"role\":\"user\",\"content\":\"How deep?\"}]}",
                reply("Very.")));

        assertThat(chat.turns()).hasSize(4);
        Instant later = Instant.parse("2026-06-05T14:30:00Z");
        assertThat(payload(exportAt(later))).contains(renewed);
        assertThat(exportAt(later).report().validUntil()).isEqualTo(Instant.parse("2026-06-05T15:00:00Z"));
    }

    @Test
    void listsContainWhatExpires() {
        record(chat, image(signed), fileId(file), image(unsigned));
        chat.expires(file, ONE.plusSeconds(60));

        assertThat(store.expiringWithin(NOON, Duration.ofMinutes(60), 100_000))
                .filteredOn(found -> found.conversation().equals(name))
                .containsExactly(new ExpiringReference(name, 1, "image_url", signed, ONE, false));
        assertThat(store.expired(ONE.plusSeconds(60), 100_000))
                .filteredOn(found -> found.conversation().equals(name))
                .extracting(ExpiringReference::value)
                .containsExactly(signed, file);
        ConversationInfo info =
                store
                        .conversations(ListOptions.DEFAULT.withAt(NOON).withExpiringWithin(Duration.ofMinutes(60)))
                        .stream()
                        .filter(found -> found.conversation().equals(name))
                        .findFirst()
                        .orElseThrow();
        assertThat(info.firstExpiry()).isEqualTo(ONE);
        assertThat(info.lastExpiry()).isEqualTo(ONE.plusSeconds(60));
        assertThat(info.usableIds()).isEqualTo(2);
    }

    @Test
    @SqliteOnly
    void pruningClearsTheSignatureForGoodAndKeepsTheTurn() throws IOException {
        record(chat, image(signed), fileId(file), image(unsigned));
        chat.expires(file, ONE);
        PruneOptions options = PruneOptions.DEFAULT.withConversation(name).withAt(ONE);

        assertThat(store.pruneExpired(options.withDryRun(true), Progress.NONE).clearedReferences())
                .isEqualTo(2);
        PruneReport report = store.pruneExpired(options, Progress.NONE);
        assertThat(report.clearedReferences()).isEqualTo(2);
        assertThat(report.erased()).isTrue();
        assertThat(store.pruneExpired(options, Progress.NONE).clearedReferences())
                .isZero();

        assertThat(Files.readString(dir.resolve("history.db"), StandardCharsets.ISO_8859_1))
                .doesNotContain("secret" + name);
        for (Instant at : List.of(NOON, ONE)) { // it can't be sent any more, whatever the instant
            assertThat(payload(exportAt(at)))
                    .contains("What is it?", IMAGE_PLACEHOLDER, FILE_PLACEHOLDER, unsigned)
                    .doesNotContain(signed);
        }
        assertThat(store.verify()).isEmpty();
    }

    @Test
    void resolverRenewsAPrunedReferenceByItsAddress() {
        record(chat, image(signed));
        store.pruneExpired(PruneOptions.DEFAULT.withConversation(name).withAt(ONE), Progress.NONE);
        String fresh = signed.replace("T120000Z", "T130000Z");
        Export export = chat.export(ExportOptions.DEFAULT
                .withAt(ONE)
                .withReferenceResolver(
                        expired -> fresh.startsWith(expired.value()) ? Optional.of(fresh) : Optional.empty()));
        assertThat(payload(export)).contains(fresh);
    }

    @Test
    void lateErrorStillFindsTheTurnOfAPrunedReference() {
        record(chat, image(signed));
        store.pruneExpired(PruneOptions.DEFAULT.withConversation(name).withAt(ONE), Progress.NONE);
        Recorded recorded = chat.record(Exchange.of(
                request(image(signed)),
                "{\"error\":{\"message\":\"Error while downloading " + signed
                        + ".\",\"code\":\"invalid_image_url\"}}"));
        assertThat(recorded)
                .isInstanceOfSatisfying(
                        Recorded.ReferenceGone.class,
                        gone -> assertThat(gone.position()).isEqualTo(1));
        assertThatThrownBy(() -> chat.expires(signed, ONE)).isInstanceOf(NotFoundException.class);
    }

    @Test
    void prunedTurnIsStillRecognised() {
        record(chat, image(signed), fileId(file));
        chat.expires(file, ONE);
        store.pruneExpired(PruneOptions.DEFAULT.withConversation(name).withAt(ONE), Progress.NONE);
        chat.record(Exchange.of(
                "{\"model\":\"gpt-4.1\",\"messages\":[" + user(image(signed), fileId(file))
                        + ",{\"role\":\"assistant\",\"content\":\"A lake.\"},{\"role\":\"user\",\"content\":\"How deep?\"}]}",
                reply("Very.")));
        assertThat(chat.turns()).hasSize(4);
    }

    @Test
    void requestOfAnAppGetsAPlaceholderForAFileThatIsGone() {
        record(chat, fileId(file));
        chat.record(
                Exchange.of(request(fileId(file)), "{\"error\":{\"message\":\"No such File object: " + file + "\"}}"));
        String request = "{\"model\":\"gpt-4.1\",\"messages\":[" + user(fileId(file))
                + ",{\"role\":\"assistant\",\"content\":\"A lake.\"},{\"role\":\"user\",\"content\":\"How deep?\"}]}";
        String resumed =
                new String(chat.resume(request.getBytes(StandardCharsets.UTF_8)).body(), StandardCharsets.UTF_8);
        assertThat(resumed).contains(FILE_PLACEHOLDER, "What is it?").doesNotContain(file);
    }

    private static void record(Conversation conversation, String... parts) {
        conversation.record(Exchange.of(request(parts), reply("A lake.")));
    }

    private Export exportAt(Instant at) {
        return exportAt(chat, at);
    }

    private static Export exportAt(Conversation conversation, Instant at) {
        return conversation.export(ExportOptions.DEFAULT.withAt(at));
    }

    private static String payload(Export export) {
        return export.json();
    }

    private static String request(String... parts) {
        return "{\"model\":\"gpt-4.1\",\"messages\":[" + user(parts) + "]}";
    }

    private static String user(String... parts) {
        return "{\"role\":\"user\",\"content\":[" + String.join(",", parts)
                + ",{\"type\":\"text\",\"text\":\"What is it?\"}]}";
    }

    private static String reply(String words) {
        return "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"" + words
                + "\"},\"finish_reason\":\"stop\"}]}";
    }

    private static String image(String url) {
        return "{\"type\":\"image_url\",\"image_url\":{\"url\":\"" + url + "\"}}";
    }

    private static String fileId(String id) {
        return "{\"type\":\"file\",\"file\":{\"file_id\":\"" + id + "\"}}";
    }
}
