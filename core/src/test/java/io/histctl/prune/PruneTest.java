package io.histctl.prune;

import static io.histctl.testing.Results.gone;
import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.HistoryStore;
import io.histctl.ListOptions;
import io.histctl.StoreOptions;
import io.histctl.export.Export;
import io.histctl.export.ExportOptions;
import io.histctl.model.ExpiringReference;
import io.histctl.model.Progress;
import io.histctl.record.Exchange;
import io.histctl.record.Recorded;
import io.histctl.resume.Policy;
import io.histctl.testing.SqliteOnly;
import io.histctl.testing.TestStores;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PruneTest {
    private static final Instant NOON = Instant.parse("2026-06-05T12:00:00Z");

    @TempDir
    Path folder;

    private HistoryStore store;

    @BeforeEach
    void open() {
        store = TestStores.open(
                folder.resolve("history.db"), StoreOptions.DEFAULT.withClock(Clock.fixed(NOON, ZoneOffset.UTC)));
        spoken("call", "one", NOON.minusSeconds(7_200), "first words");
        spoken("call", "two", NOON.minusSeconds(60), "second words");
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void clearsExpiredIdsAndNothingElse() {
        PruneReport report = store.pruneExpired(PruneOptions.DEFAULT, Progress.NONE);

        assertThat(report.cleared()).isEqualTo(1);
        assertThat(store.conversation("call").turns())
                .filteredOn(turn -> turn.audio() != null)
                .satisfiesExactly(
                        expired -> {
                            assertThat(expired.audio().id()).isNull();
                            assertThat(expired.audio().expiry().reportedAt()).isEqualTo(NOON.minusSeconds(3_600));
                            assertThat(expired.message().audioTranscript()).isEqualTo("first words");
                            assertThat(expired.reply().usage().audioTokens()).isEqualTo(40);
                        },
                        usable -> assertThat(usable.audio().id()).isEqualTo(id("two")));
        assertThat(store.verify()).isEmpty();
    }

    @Test
    void aDryRunCountsTheSameAndChangesNothing() {
        assertThat(store.pruneExpired(PruneOptions.DEFAULT.withDryRun(true), Progress.NONE)
                        .cleared())
                .isEqualTo(1);
        assertThat(store.pruneExpired(PruneOptions.DEFAULT, Progress.NONE).cleared())
                .isEqualTo(1);
    }

    @Test
    void aSecondRunFindsNothing() {
        store.pruneExpired(PruneOptions.DEFAULT.withSound(true), Progress.NONE);

        PruneReport again = store.pruneExpired(PruneOptions.DEFAULT.withSound(true), Progress.NONE);

        assertThat(again.cleared()).isZero();
        assertThat(again.sounds().deleted()).isZero();
    }

    @Test
    void soundIsDeletedOnlyIfItsWordsAreKept() {
        store.conversation("call").transcribe(1, "what the user said");

        PruneReport report = store.pruneExpired(PruneOptions.DEFAULT.withSound(true), Progress.NONE);

        assertThat(report.sounds().deleted()).isEqualTo(1);
        assertThat(report.sounds().kept()).isZero();
        Export export = store.conversation("call").export(ExportOptions.DEFAULT.withPolicy(Policy.transcript()));
        assertThat(export.json()).contains("{\"type\":\"text\",\"text\":\"what the user said\"}");
        assertThat(store.verify()).isEmpty();
    }

    @Test
    void anIdHasExpiredFromTheInstantOfItsExpiryOn() {
        Instant expiry = NOON.minusSeconds(60).plusSeconds(3_600);

        PruneOptions justBefore = PruneOptions.DEFAULT.withAt(expiry.minusMillis(1));
        assertThat(store.pruneExpired(justBefore, Progress.NONE).cleared()).isEqualTo(1);
        assertThat(store.pruneExpired(PruneOptions.DEFAULT.withAt(expiry), Progress.NONE)
                        .cleared())
                .isEqualTo(1);
    }

    @Test
    @SqliteOnly
    void pruningOneConversationLeavesAllOthersUnchanged() throws IOException {
        spoken("other", "three", NOON.minusSeconds(7_200), "third words");
        for (String name : new String[] {"call", "other"}) {
            store.conversation(name).transcribe(1, "what the user said");
        }

        PruneReport report =
                store.pruneExpired(PruneOptions.DEFAULT.withConversation("call").withSound(true), Progress.NONE);

        assertThat(report.cleared()).isEqualTo(1);
        assertThat(report.sounds().deleted()).isEqualTo(1);
        assertThat(bytes()).doesNotContain(id("one"), sound("one")).contains(id("three"), sound("three"));
        assertThat(store.verify()).isEmpty();
    }

    @Test
    void soundWithoutATranscriptStaysAndIsCounted() {
        PruneReport report = store.pruneExpired(PruneOptions.DEFAULT.withSound(true), Progress.NONE);

        assertThat(report.sounds().deleted()).isZero();
        assertThat(report.sounds().kept()).isEqualTo(1);
    }

    @Test
    @SqliteOnly
    void whatWasPrunedIsGoneFromTheFileAndItsLog() throws IOException {
        store.conversation("call").transcribe(1, "what the user said");
        assertThat(bytes()).contains(id("one"));

        store.pruneExpired(PruneOptions.DEFAULT.withSound(true), Progress.NONE);

        assertThat(bytes()).doesNotContain(id("one")).doesNotContain(sound("one"));
        assertThat(bytes()).contains(id("two")).contains(sound("two"));
    }

    @Test
    @SqliteOnly
    void aDeletedConversationLeavesNoBytes() throws IOException {
        store.conversation("call").delete();

        assertThat(bytes())
                .doesNotContain("first words")
                .doesNotContain(id("two"))
                .doesNotContain(sound("two"));
    }

    @Test
    void aLateErrorStillFindsTheTurnOfAPrunedId() {
        store.pruneExpired(PruneOptions.DEFAULT, Progress.NONE);

        Recorded.AudioGone recorded = gone(store.conversation("call")
                .record(Exchange.ofResponse("{\"error\":{\"message\":\"Assistant audio " + id("one")
                        + " not found.\",\"code\":\"audio_not_found\"}}")));

        assertThat(recorded.position()).isEqualTo(2);
    }

    @Test
    void listsWhatExpiresNextAndWhatHasExpired() {
        assertThat(store.expiringWithin(NOON, Duration.ofHours(1), 10))
                .extracting(ExpiringReference::value)
                .containsExactly(id("two"));
        assertThat(store.expiringWithin(NOON, Duration.ofMinutes(5), 10)).isEmpty();
        assertThat(store.expired(NOON, 10))
                .extracting(ExpiringReference::position)
                .containsExactly(2L);
        assertThat(store.conversations(ListOptions.DEFAULT))
                .singleElement()
                .satisfies(info -> assertThat(info.usableIds()).isEqualTo(1));
    }

    private void spoken(String conversation, String name, Instant at, String words) {
        String data = Base64.getEncoder().encodeToString(sound(name).getBytes(StandardCharsets.UTF_8));
        store.conversation(conversation).record(Exchange.of("""
                                {"model":"gpt-audio-1.5","modalities":["text","audio"],"audio":{"voice":"alloy","format":"wav"},
                                 "messages":[{"role":"user","content":[{"type":"input_audio",
                                   "input_audio":{"data":"%s","format":"wav"}}]}]}""".formatted(data), """
                                {"id":"chatcmpl-%s","created":%d,"model":"gpt-audio-1.5","choices":[{"index":0,"message":{
                                  "role":"assistant","content":null,"refusal":null,"audio":{"id":"%s","data":"",
                                  "expires_at":%d,"transcript":"%s"},"annotations":[]},"finish_reason":"stop"}],
                                 "usage":{"prompt_tokens":20,"completion_tokens":50,"total_tokens":70,
                                  "completion_tokens_details":{"audio_tokens":40,"text_tokens":10}}}""".formatted(
                        name, at.getEpochSecond(), id(name), at.getEpochSecond() + 3_600, words)));
    }

    private static String id(String name) {
        return "audio_of_" + name;
    }

    private static String sound(String name) {
        return "the sound of " + name + " ".repeat(2_000);
    }

    private String bytes() throws IOException {
        StringBuilder all = new StringBuilder();
        for (String end : new String[] {"", "-wal"}) {
            Path file = folder.resolve("history.db" + end);
            if (Files.exists(file)) {
                all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }
}
