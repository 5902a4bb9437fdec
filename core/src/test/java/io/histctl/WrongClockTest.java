package io.histctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.resume.Voice;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A local clock that is an hour off, while {@code created} tells the server's time. */
class WrongClockTest extends WithStore {
    private static final Duration HOUR = Duration.ofHours(1);

    @AfterEach
    void mend() {
        CLOCK.set(NOON);
    }

    @Test
    void aSlowClockReplaysNoDeadIdAndTheReportSaysSo() {
        Spoken first = Spoken.reply("The first.").begunAt(NOON);
        Spoken second = Spoken.reply("The second.").begunAt(NOON.plus(Duration.ofMinutes(70)));
        record(first, null);
        record(second, null);
        CLOCK.set(NOON.plus(Duration.ofMinutes(10))); // in truth 13:10

        Export export = chat.export(ExportOptions.DEFAULT);

        assertThat(export.json()).doesNotContain(first.audioId()).contains(second.audioId());
        assertThat(export.report().at()).isEqualTo(NOON.plus(Duration.ofMinutes(70)));
        assertThat(export.report().warnings())
                .contains("the local clock is 1h behind the server's, which made the newest reply at"
                        + " 2026-06-05T13:10:00Z; ids are judged at that moment, set the clock");
    }

    @Test
    void aFastClockCallsIdsDeadTooEarlyAndTheReportSaysSo() {
        Spoken reply = Spoken.reply("Just now.").begunAt(NOON);
        CLOCK.set(NOON.plus(HOUR).plusSeconds(30));
        record(reply, CLOCK.instant());
        CLOCK.set(NOON.plus(HOUR).plusSeconds(60));

        Export export = chat.export(ExportOptions.DEFAULT);

        assertThat(export.report().voice()).isEqualTo(Voice.RESET);
        assertThat(export.report().warnings())
                .anySatisfy(warning -> assertThat(warning)
                        .startsWith("the newest reply was made 1h before it is said to have taken place")
                        .endsWith("ids that are called dead are alive: give --at the server's time"));
        assertThat(exported(ExportOptions.DEFAULT.withAt(NOON.plusSeconds(60)))).contains(reply.audioId());
    }

    @Test
    void clocksThatAgreeAndAMomentThatIsNamedAreNoReasonToWarn() {
        Spoken reply = Spoken.reply("In time.").begunAt(NOON);
        CLOCK.set(NOON.plusSeconds(20));
        record(reply, CLOCK.instant());
        assertThat(warnings(ExportOptions.DEFAULT)).isEmpty();

        CLOCK.set(NOON.minus(HOUR));
        assertThat(warnings(ExportOptions.DEFAULT.withAt(NOON.plusSeconds(30)))).isEmpty();
        CLOCK.set(NOON.plus(HOUR).plus(HOUR));
        assertThat(warnings(ExportOptions.DEFAULT)).as("an hour's pause").isEmpty();
    }

    private List<String> warnings(ExportOptions options) {
        return chat.export(options).report().warnings();
    }

    private void record(Spoken reply, Instant at) {
        Exchange exchange = Exchange.of(Messages.voice(Messages.user("ask " + reply.transcript())), reply.whole());
        chat.record(at == null ? exchange : exchange.at(at));
    }
}
