package io.histctl.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.Conversation;
import io.histctl.HistoryStore;
import io.histctl.StoreOptions;
import io.histctl.model.Progress;
import io.histctl.prune.PruneOptions;
import io.histctl.record.Exchange;
import io.histctl.record.RecordingStream;
import io.histctl.standin.SettableClock;
import io.histctl.testing.Messages;
import io.histctl.testing.SpokenReply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** However far the local clock is off, and however long a reply takes: an id is used by the server's time. */
class WrongClockProperties {
    private static final SpokenReply REPLY = SpokenReply.reply("Just now.");
    private static final Exchange REQUEST = Exchange.ofRequest(Messages.voice(Messages.user("What time is it?")));
    private static final Duration EARLY = Duration.ofMinutes(6);

    private static Path folder;
    private static Path empty;

    @BeforeContainer
    static void makeAnEmptyStore() throws IOException {
        folder = Files.createTempDirectory("wrong-clock");
        empty = folder.resolve("empty.db");
        HistoryStore.open(empty).close();
    }

    @AfterContainer
    static void deleteIt() throws IOException {
        Files.delete(empty);
        Files.delete(folder);
    }

    @Property(tries = 150, seed = "20261126")
    void whatIsRecordedAsItComesIsNeverReplayedWhenDeadAndAlmostUntilThen(
            @ForAll @IntRange(min = -7_200, max = 7_200) int secondsAhead,
            @ForAll @IntRange(min = 3_000, max = 30_000) int millisOfReply,
            @ForAll boolean streamed,
            @ForAll @IntRange(min = 1, max = 10_800) int exportedAfter)
            throws IOException {
        Path file = Files.copy(empty, folder.resolve("try.db"));
        SettableClock local = new SettableClock(REPLY.begun());
        Duration ahead = Duration.ofSeconds(secondsAhead);
        try (HistoryStore store = HistoryStore.open(file, StoreOptions.DEFAULT.withClock(local))) {
            local.set(REPLY.begun().plus(ahead).plusMillis(millisOfReply));
            record(store.conversation("call"), local, streamed);

            for (Instant truth : new Instant[] {
                REPLY.expiresAt().minus(EARLY),
                REPLY.expiresAt(),
                REPLY.begun().plusMillis(millisOfReply).plusSeconds(exportedAfter)
            }) {
                local.set(truth.plus(ahead));
                boolean used = store.conversation("call")
                        .export(ExportOptions.DEFAULT)
                        .json()
                        .contains(REPLY.audioId());
                long dead = store.pruneExpired(PruneOptions.DEFAULT.withDryRun(), Progress.NONE)
                        .cleared();
                if (!truth.isBefore(REPLY.expiresAt())) {
                    assertThat(used).as("used when dead, at " + truth).isFalse();
                } else if (!truth.isAfter(REPLY.expiresAt().minus(EARLY))) {
                    assertThat(used).as("used at " + truth).isTrue();
                    assertThat(dead).as("cleared at " + truth).isZero();
                }
            }
        } finally {
            Files.delete(file);
        }
    }

    private static void record(Conversation chat, Clock local, boolean streamed) {
        if (!streamed) {
            chat.record(new Exchange(
                    REQUEST.request(), Exchange.ofResponse(REPLY.whole()).response(), local.instant(), null, false));
            return;
        }
        try (RecordingStream live = chat.recordStream(REQUEST)) {
            REPLY.chunks().forEach(chunk -> live.accept("data: " + chunk + "\n\n"));
            live.accept("data: [DONE]\n\n");
        }
    }
}
