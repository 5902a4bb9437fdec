package io.histctl.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.Conversation;
import io.histctl.HistoryStore;
import io.histctl.ListOptions;
import io.histctl.StoreOptions;
import io.histctl.model.Instants;
import io.histctl.model.Progress;
import io.histctl.prune.PruneOptions;
import io.histctl.record.Exchange;
import io.histctl.record.RecordingStream;
import io.histctl.resume.ReferenceTime;
import io.histctl.standin.SettableClock;
import io.histctl.testing.Messages;
import io.histctl.testing.SpokenReply;
import io.histctl.testing.TestStores;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A wrong local clock, while replies carry the server's time. */
class WrongClockTest {
    private static final Instant NOON = Instant.parse("2026-06-05T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock(NOON);
    private HistoryStore store;
    private Conversation chat;

    @BeforeEach
    void open() {
        store = TestStores.open(folder.resolve("history.db"), StoreOptions.DEFAULT.withClock(clock));
        chat = store.conversation("call");
    }

    @AfterEach
    void close() {
        try (HistoryStore closing = store) {
            assertThat(closing.verify()).isEmpty();
        }
    }

    @Test
    void aSlowClockReplaysNoIdThatHadExpiredWhenTheNewestReplyWasMade() {
        SpokenReply first = SpokenReply.reply("The first.").begunAt(NOON);
        SpokenReply second = SpokenReply.reply("The second.").begunAt(NOON.plus(minutes(70)));
        store.importLines(lines(null, first, second), Progress.NONE);
        clock.set(NOON.plus(minutes(10)));

        Export export = chat.export(ExportOptions.DEFAULT);

        assertThat(export.json()).doesNotContain(first.audioId()).contains(second.audioId());
        assertThat(export.report().at()).isEqualTo(NOON.plus(minutes(70)));
        assertThat(export.report().warnings())
                .extracting(ExportWarning::message)
                .contains("the local clock is at least 1h behind the server's; the newest reply was made at"
                        + " 2026-06-05T13:10:00Z, set the clock");
        assertThat(store.moment()).isEqualTo(chat.moment());
        assertThat(pruned()).as("what is cleared can't come back").isZero();
    }

    @Test
    void aReplyOfAnotherConversationCountsToo() {
        SpokenReply first = SpokenReply.reply("The first.").begunAt(NOON);
        record(first);
        store.conversation("other").record(exchange(SpokenReply.reply("Later.").begunAt(NOON.plus(minutes(70)))));

        assertThat(json()).doesNotContain(first.audioId());
    }

    @Test
    void aStoreOfAMachineWhoseClockWasFastReplaysNoExpiredIdElsewhere() {
        SpokenReply reply = SpokenReply.reply("By a fast clock.").begunAt(NOON);
        local(NOON.plusSeconds(4), 120);
        record(reply, clock.instant());
        store.close();

        local(NOON.plus(minutes(150)), 0);
        open();

        assertThat(json()).doesNotContain(reply.audioId());
        assertThat(store.moment()).isEqualTo(new ReferenceTime(clock.instant(), List.of()));
    }

    @Test
    void aFastClockReplaysNoExpiredId() {
        SpokenReply reply = SpokenReply.reply("Just now.").begunAt(NOON);
        local(NOON.plusSeconds(4), 60);
        stream(reply);
        local(NOON.plus(minutes(61)), 60);

        assertThat(json()).doesNotContain(reply.audioId());
        assertThat(pruned()).isEqualTo(1);
    }

    @Test
    void oneReplyWithATimeFarAheadGivesUpNoUsableId() {
        SpokenReply good = SpokenReply.reply("In time.").begunAt(NOON);
        SpokenReply mad = SpokenReply.reply("By a clock gone mad.").begunAt(NOON.plusSeconds(5));
        record(good);
        assertThat(mad.whole()).contains("\"created\":" + mad.begun().getEpochSecond());
        chat.record(Exchange.of(
                Messages.voice(Messages.user("What time is it?")),
                mad.whole()
                        .replace(
                                "\"created\":" + mad.begun().getEpochSecond(),
                                "\"created\":" + Instants.LAST.getEpochSecond())));
        clock.set(NOON.minus(minutes(30)));

        ReferenceTime moment = chat.moment();

        assertThat(moment.at()).as("the next plausible reply counts").isEqualTo(NOON);
        assertThat(moment.warnings())
                .hasSize(2)
                .last()
                .asString()
                .contains("9999-12-31T23:59:59Z, more than a day ahead of the local clock; its time is ignored");
        assertThat(json()).contains(good.audioId());
        assertThat(store.conversations(ListOptions.DEFAULT.withAt(moment.at()))).hasSize(1);
    }

    @Test
    void anOldExchangeThatIsRecordedLateMakesNoExpiredIdUsable() {
        SpokenReply old = SpokenReply.reply("Long ago.").begunAt(NOON);
        local(NOON.plus(minutes(90)), 0);
        record(old);
        assertThat(json()).doesNotContain(old.audioId());

        SpokenReply older = SpokenReply.reply("On another day.").begunAt(NOON.minus(Duration.ofDays(2)));
        record(older, clock.instant()); // as if it had taken place just now
        stream(SpokenReply.reply("A file, fed as a stream.").begunAt(NOON.minus(Duration.ofDays(3))));
        assertThat(json()).doesNotContain(old.audioId(), older.audioId());
        assertThat(pruned()).isEqualTo(3);
    }

    @Test
    void aReplyThatTookMinutesIsNotASignOfAFastClock() {
        String slow = expiringLater(SpokenReply.reply("A long story.").begunAt(NOON), 400);
        local(NOON.plusSeconds(410), 0);
        chat.record(
                Exchange.of(Messages.voice(Messages.user("Tell a story")), slow).withAt(clock.instant()));

        assertThat(chat.moment()).isEqualTo(new ReferenceTime(clock.instant(), List.of()));
    }

    private static String expiringLater(SpokenReply reply, long seconds) {
        long expiry = reply.expiresAt().getEpochSecond();
        assertThat(reply.whole()).contains(String.valueOf(expiry));
        return reply.whole().replace(String.valueOf(expiry), String.valueOf(expiry + seconds));
    }

    @Test
    void agreeingClocksAndAGivenTimeCauseNoWarning() {
        SpokenReply reply = SpokenReply.reply("In time.").begunAt(NOON);
        local(NOON.plusSeconds(20), 0);
        record(reply, clock.instant());
        assertThat(warnings()).isEmpty();

        local(NOON, -60);
        assertThat(chat.export(ExportOptions.DEFAULT.withAt(NOON.plusSeconds(30)))
                        .report()
                        .warnings())
                .isEmpty();
        local(NOON.plus(HOUR), 60);
        assertThat(warnings()).as("an hour's pause").isEmpty();
    }

    private List<String> warnings() {
        return chat.export(ExportOptions.DEFAULT).report().warnings().stream()
                .filter(warning -> warning.kind() == ExportWarning.Kind.CLOCK)
                .map(ExportWarning::message)
                .toList();
    }

    private String json() {
        return chat.export(ExportOptions.DEFAULT).json();
    }

    private long pruned() {
        return store.pruneExpired(PruneOptions.DEFAULT, Progress.NONE).cleared();
    }

    /** Sets the local clock, which differs from the server's, by the server's time. */
    private void local(Instant truth, long minutesAhead) {
        clock.set(truth.plus(minutes(minutesAhead)));
    }

    private void record(SpokenReply reply) {
        chat.record(exchange(reply));
    }

    private void record(SpokenReply reply, Instant at) {
        chat.record(exchange(reply).withAt(at));
    }

    private void stream(SpokenReply reply) {
        Exchange asked = Exchange.ofRequest(Messages.streamed(Messages.user("ask " + reply.transcript())));
        try (RecordingStream live = chat.recordStream(asked)) {
            reply.chunks().forEach(chunk -> live.accept("data: " + chunk + "\n\n"));
            live.accept("data: [DONE]\n\n");
        }
    }

    private static Exchange exchange(SpokenReply reply) {
        return Exchange.of(Messages.voice(Messages.user("ask " + reply.transcript())), reply.whole());
    }

    private static Duration minutes(long minutes) {
        return Duration.ofMinutes(minutes);
    }

    private static InputStream lines(@Nullable Instant at, SpokenReply... replies) {
        StringBuilder lines = new StringBuilder();
        for (SpokenReply reply : replies) {
            lines.append("{\"conversation\":\"call\"").append(at == null ? "" : ",\"at\":\"" + at + "\"");
            lines.append(",\"request\":").append(Messages.voice(Messages.user("ask " + reply.transcript())));
            lines.append(",\"response\":").append(reply.whole()).append("}\n");
        }
        return new ByteArrayInputStream(lines.toString().getBytes(StandardCharsets.UTF_8));
    }
}
