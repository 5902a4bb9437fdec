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
import io.histctl.resume.Voice;
import io.histctl.standin.SettableClock;
import io.histctl.testing.Messages;
import io.histctl.testing.SpokenReply;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A local clock that is off, while replies tell the server's time. Each test has a store of its own, as the clock has. */
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
        store = HistoryStore.open(folder.resolve("history.db"), StoreOptions.DEFAULT.withClock(clock));
        chat = store.conversation("call");
    }

    @AfterEach
    void close() {
        try (HistoryStore closing = store) {
            assertThat(closing.verify()).isEmpty();
        }
    }

    @Test
    void aSlowClockReplaysNoDeadIdAndTheReportSaysSo() {
        SpokenReply first = SpokenReply.reply("The first.").begunAt(NOON);
        SpokenReply second = SpokenReply.reply("The second.").begunAt(NOON.plus(minutes(55)));
        local(NOON.plusSeconds(4), -60);
        record(first);
        local(NOON.plus(minutes(55)).plusSeconds(4), -60);
        record(second);
        local(NOON.plus(minutes(65)), -60); // by the local clock the first lives for almost an hour more

        Export export = chat.export(ExportOptions.DEFAULT);

        assertThat(export.json()).doesNotContain(first.audioId()).contains(second.audioId());
        assertThat(export.report().at()).isBetween(NOON.plus(minutes(65)), NOON.plus(minutes(66)));
        assertThat(export.report().warnings())
                .anySatisfy(warning -> assertThat(warning)
                        .startsWith("the local clock is 1h behind the server's, by which ids live and die; there it is"
                                + " about 2026-06-05T13:0")
                        .endsWith(", set the clock"));
        assertThat(pruned()).as("what is cleared can't come back").isZero();
        assertThat(store.conversations(ListOptions.ALL).get(0).aliveIds()).isEqualTo(1);
    }

    @Test
    void theMomentIsNeverBeforeAReplyThatIsStored() {
        SpokenReply first = SpokenReply.reply("The first.").begunAt(NOON);
        SpokenReply second = SpokenReply.reply("The second.").begunAt(NOON.plus(minutes(70)));
        store.importLines(lines(null, first, second), Progress.NONE); // of which nobody knows when it was made
        clock.set(NOON.plus(minutes(10)));

        Export export = chat.export(ExportOptions.DEFAULT);

        assertThat(export.json()).doesNotContain(first.audioId()).contains(second.audioId());
        assertThat(export.report().at()).isEqualTo(NOON.plus(minutes(70)));
        assertThat(export.report().warnings())
                .contains("the local clock is 1h behind the server's, by which ids live and die; there it is about"
                        + " 2026-06-05T13:10:00Z, set the clock");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aFastClockReplaysWhatIsAliveAndTheReportSaysSo(boolean streamed) {
        SpokenReply reply = SpokenReply.reply("Just now.").begunAt(NOON);
        local(NOON.plusSeconds(4), 60);
        if (streamed) {
            stream(reply);
        } else {
            record(reply, clock.instant());
        }
        local(NOON.plus(minutes(56)), 60);

        Export export = chat.export(ExportOptions.DEFAULT);

        assertThat(export.json()).contains(reply.audioId());
        assertThat(export.report().voice()).isEqualTo(Voice.SAFE);
        assertThat(export.report().warnings())
                .contains("the local clock is 1h ahead of the server's, by which ids live and die; there it is"
                        + " about 2026-06-05T12:56:5" + (streamed ? "6" : "9") + "Z, set the clock");
        assertThat(pruned()).isZero();
        assertThat(store.conversations(ListOptions.ALL).get(0).aliveIds()).isEqualTo(1);
        assertThat(chat.moment()).isEqualTo(store.moment());

        local(NOON.plus(minutes(61)), 60);
        assertThat(json()).doesNotContain(reply.audioId());
        assertThat(pruned()).isEqualTo(1);
    }

    @Test
    void aFastClockIsKnownToEveryConversationAndToTheNextProcess() {
        local(NOON, 60);
        record(SpokenReply.reply("Just now.").begunAt(NOON), clock.instant());
        SpokenReply other = SpokenReply.reply("Elsewhere, some time ago.").begunAt(NOON.minus(minutes(20)));
        store.conversation("other").record(exchange(other));
        store.close();
        open();

        assertThat(store.conversation("other").export(ExportOptions.DEFAULT).json())
                .contains(other.audioId());
    }

    @Test
    void aClockThatWasSetRightIsRightWithTheNextReply() {
        local(NOON, 120);
        record(SpokenReply.reply("By a fast clock.").begunAt(NOON), clock.instant());
        SpokenReply next = SpokenReply.reply("By a right one.").begunAt(NOON.plus(HOUR));
        local(NOON.plus(HOUR).plusSeconds(4), 0);
        record(next); // even where nobody tells that it has just come

        local(NOON.plus(HOUR).plus(minutes(30)), 0);
        assertThat(chat.export(ExportOptions.DEFAULT).report().warnings())
                .noneSatisfy(warning -> assertThat(warning).contains("the local clock"));
        local(NOON.plus(HOUR).plus(minutes(61)), 0);
        assertThat(json()).doesNotContain(next.audioId());
    }

    @Test
    void aSlowClockThatWasSetRightIsRightWithTheNextReply() {
        local(NOON, -60);
        record(SpokenReply.reply("By a slow clock.").begunAt(NOON));
        SpokenReply next = SpokenReply.reply("By a right one.").begunAt(NOON.plus(minutes(5)));
        local(NOON.plus(minutes(5)).plusSeconds(4), 0);
        record(next);

        local(NOON.plus(minutes(60)), 0);
        assertThat(json()).contains(next.audioId());
    }

    @Test
    void aClockThatWasSetBackIsTrustedNoLonger() {
        SpokenReply reply = SpokenReply.reply("By a fast clock.").begunAt(NOON);
        local(NOON, 240);
        record(reply, clock.instant());

        local(NOON.plus(minutes(70)), 0);

        assertThat(json()).doesNotContain(reply.audioId());
        assertThat(chat.moment().at()).isEqualTo(clock.instant());
    }

    @Test
    void anOldExchangeThatIsRecordedLateMakesNoDeadIdAlive() {
        SpokenReply old = SpokenReply.reply("Long ago.").begunAt(NOON);
        local(NOON.plus(minutes(90)), 0);
        record(old);
        assertThat(json()).doesNotContain(old.audioId());

        SpokenReply older = SpokenReply.reply("On another day.").begunAt(NOON.minus(Duration.ofDays(2)));
        record(older, clock.instant()); // told as if it were of now
        stream(SpokenReply.reply("A file, fed as a stream.").begunAt(NOON.minus(Duration.ofDays(3))));
        assertThat(json()).doesNotContain(old.audioId(), older.audioId());
        assertThat(pruned()).isEqualTo(3);
    }

    @Test
    void aStreamThatIsToldToBeOfAnotherTimeMakesNoDeadIdAlive() {
        SpokenReply old = SpokenReply.reply("Kept in a file.").begunAt(NOON);
        local(NOON.plus(minutes(90)), 0);
        stream(old, NOON);

        assertThat(json()).doesNotContain(old.audioId());
        assertThat(chat.moment().at()).isEqualTo(clock.instant());
    }

    @Test
    void aMomentThatIsGivenCanBeNamed() {
        String made = "\"created\":" + NOON.getEpochSecond();
        String last = "\"created\":" + Instants.LAST.getEpochSecond();
        String reply = SpokenReply.reply("By a clock gone mad.").begunAt(NOON).whole();
        assertThat(reply).contains(made);
        chat.record(Exchange.of(Messages.voice(Messages.user("What time is it?")), reply.replace(made, last)));

        Instant moment = store.moment().at();

        assertThat(store.conversations(new ListOptions(moment, null, 10))).hasSize(1);
        assertThat(chat.export(ExportOptions.DEFAULT.withAt(moment)).report().at())
                .isEqualTo(moment);
    }

    @Test
    void aRepeatTellsNothingOfTheClock() {
        SpokenReply reply = SpokenReply.reply("In time.").begunAt(NOON);
        local(NOON.plusSeconds(5), 0);
        record(reply, clock.instant());
        local(NOON.plus(minutes(62)), 0);
        record(reply, clock.instant());

        assertThat(json()).doesNotContain(reply.audioId());
    }

    @Test
    void aReplyThatTookMinutesIsNoSignOfAFastClock() {
        String slow = expiringLater(SpokenReply.reply("A long story.").begunAt(NOON), 400);
        local(NOON.plusSeconds(410), 0);
        chat.record(
                Exchange.of(Messages.voice(Messages.user("Tell a story")), slow).at(clock.instant()));

        assertThat(chat.moment()).isEqualTo(new ReferenceTime(clock.instant(), List.of()));
    }

    private static String expiringLater(SpokenReply reply, long seconds) {
        long expiry = reply.expiresAt().getEpochSecond();
        assertThat(reply.whole()).contains(String.valueOf(expiry));
        return reply.whole().replace(String.valueOf(expiry), String.valueOf(expiry + seconds));
    }

    @Test
    void anExpiryThatIsNoHourAfterTheReplyTellsNothingOfTheClock() {
        String lasting = expiringLater(SpokenReply.reply("Kept for a day.").begunAt(NOON), 86_400);
        local(NOON.plusSeconds(4), 0);
        chat.record(Exchange.of(Messages.voice(Messages.user("Stay a day")), lasting));

        assertThat(chat.moment()).isEqualTo(new ReferenceTime(clock.instant(), List.of()));
    }

    @Test
    void whereNobodyTellsThatTheReplyHasJustComeTheReportSaysWhatMayBe() {
        SpokenReply reply = SpokenReply.reply("Just now.").begunAt(NOON);
        local(NOON.plusSeconds(5), 60);
        record(reply);
        local(NOON.plus(minutes(10)), 60);

        Export export = chat.export(ExportOptions.DEFAULT);

        assertThat(export.report().voice()).isEqualTo(Voice.RESET);
        assertThat(export.report().warnings())
                .anySatisfy(warning -> assertThat(warning)
                        .startsWith("a reply was recorded, or is said to have taken place, 1h after it was made; if the"
                                + " local clock is fast by that, ids that are called dead are alive")
                        .endsWith("or give --at the server's time"));
        assertThat(export(NOON.plus(minutes(10)))).contains(reply.audioId());
    }

    @Test
    void anImportTellsWhatMayBeToo() {
        SpokenReply reply = SpokenReply.reply("Just now.").begunAt(NOON);
        store.importLines(lines(NOON.plus(HOUR), reply), Progress.NONE);
        clock.set(NOON.plus(minutes(70)));

        assertThat(warnings())
                .anySatisfy(warning -> assertThat(warning).startsWith("a reply was recorded, or is said"));
    }

    @Test
    void clocksThatAgreeAndAMomentThatIsNamedAreNoReasonToWarn() {
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
                .filter(warning -> !warning.startsWith("assistant text"))
                .toList();
    }

    private String json() {
        return chat.export(ExportOptions.DEFAULT).json();
    }

    private String export(Instant at) {
        return chat.export(ExportOptions.DEFAULT.withAt(at)).json();
    }

    private long pruned() {
        return store.pruneExpired(PruneOptions.DEFAULT, Progress.NONE).cleared();
    }

    /** Sets the local clock, which is off by so much, to a moment of the server's. */
    private void local(Instant truth, long minutesAhead) {
        clock.set(truth.plus(minutes(minutesAhead)));
    }

    private void record(SpokenReply reply) {
        chat.record(exchange(reply));
    }

    private void record(SpokenReply reply, Instant at) {
        chat.record(exchange(reply).at(at));
    }

    private void stream(SpokenReply reply) {
        stream(reply, null);
    }

    private void stream(SpokenReply reply, @Nullable Instant at) {
        Exchange asked = Exchange.ofRequest(Messages.streamed(Messages.user("ask " + reply.transcript())));
        try (RecordingStream live = chat.recordStream(at == null ? asked : asked.at(at))) {
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
