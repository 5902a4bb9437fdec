package io.histctl.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.Conversation;
import io.histctl.HistoryStore;
import io.histctl.StoreOptions;
import io.histctl.record.Exchange;
import io.histctl.record.RecordingStream;
import io.histctl.standin.SettableClock;
import io.histctl.testing.Messages;
import io.histctl.testing.SpokenReply;
import io.histctl.testing.TestStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** No expired id is replayed, however far the local clock is off, and wherever the store is opened. */
class WrongClockProperties {
    private static final SpokenReply REPLY = SpokenReply.reply("Just now.");
    private static final String BODY = Messages.voice(Messages.user("What time is it?"));
    private static final Exchange REQUEST = Exchange.ofRequest(BODY);

    private static Path folder;
    private static Path empty;

    @BeforeContainer
    static void makeAnEmptyStore() throws IOException {
        folder = Files.createTempDirectory("wrong-clock");
        empty = folder.resolve("empty.db");
        TestStores.open(empty).close();
    }

    @AfterContainer
    static void deleteIt() throws IOException {
        Files.delete(empty);
        Files.delete(folder);
    }

    /** A reply made at the time of the export compensates for a slow clock. */
    @Tag("sqlite") // each try begins with a copy of a file
    @Property(tries = 150, seed = "20261126")
    void anExpiredIdIsNeverReplayedAndAUsableOneAlwaysIsByARightClock(
            @ForAll @IntRange(min = -72_000, max = 72_000) int secondsAheadAtFirst,
            @ForAll @IntRange(min = -72_000, max = 72_000) int secondsAheadLater,
            @ForAll boolean streamed,
            @ForAll boolean outlier,
            @ForAll @IntRange(min = 1, max = 10_800) int exportedAfter)
            throws IOException {
        Path file = Files.copy(empty, folder.resolve("try.db"));
        SettableClock local = new SettableClock(REPLY.begun());
        Instant now = REPLY.begun().plusSeconds(exportedAfter);
        try (HistoryStore store = TestStores.open(file, StoreOptions.DEFAULT.withClock(local))) {
            local.set(REPLY.begun().plusSeconds(secondsAheadAtFirst).plusSeconds(5));
            record(store.conversation("call"), local, streamed);
            if (outlier) {
                store.conversation("mad")
                        .record(Exchange.ofResponse(SpokenReply.reply("Mad.")
                                .begunAt(now.plus(Duration.ofDays(400)))
                                .whole()));
            }
            local.set(now.plusSeconds(secondsAheadLater));
            store.conversation("later")
                    .record(Exchange.ofResponse(
                            SpokenReply.reply("Later.").begunAt(now).whole()));

            boolean used = store.conversation("call")
                    .export(ExportOptions.DEFAULT)
                    .json()
                    .contains(REPLY.audioId());

            if (!now.isBefore(REPLY.expiresAt())) {
                assertThat(used).as("replayed when expired, at " + now).isFalse();
            } else if (secondsAheadLater <= 0 && now.plusSeconds(61).isBefore(REPLY.expiresAt())) {
                assertThat(used).as("replayed at " + now).isTrue();
            }
        } finally {
            Files.delete(file);
        }
    }

    private static void record(Conversation chat, Clock local, boolean streamed) {
        if (!streamed) {
            chat.record(Exchange.of(BODY, REPLY.whole()).withAt(local.instant()));
            return;
        }
        try (RecordingStream live = chat.recordStream(REQUEST)) {
            REPLY.chunks().forEach(chunk -> live.accept("data: " + chunk + "\n\n"));
            live.accept("data: [DONE]\n\n");
        }
    }
}
