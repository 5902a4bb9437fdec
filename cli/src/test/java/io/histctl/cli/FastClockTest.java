package io.histctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A local clock that is an hour fast, in summer time and in a time zone of its own. */
class FastClockTest {
    private static final Instant MADE = Instant.parse("2026-03-29T00:50:00Z"); // ten minutes before Europe's summer
    private static final String ID = "audio_69c876680000000000000000000000aa";
    private static final String REQUEST = """
            {"model":"gpt-audio-1.5","modalities":["text","audio"],"audio":{"voice":"alloy","format":"wav"},\
            "messages":[{"role":"user","content":"Are you there?"}]}""";
    private static final String WARNING =
            "warning: the local clock is at least 1h behind the server's; the newest reply was made at 2026-03-29T00:5";

    @TempDir
    Path folder;

    private final TimeZone zone = TimeZone.getDefault();
    private Histctl histctl;
    private Path request;
    private Path reply;

    @BeforeEach
    void write() throws IOException {
        TimeZone.setDefault(TimeZone.getTimeZone("Europe/London"));
        histctl = new Histctl(folder.resolve("history.db"));
        request = Files.writeString(folder.resolve("request.json"), REQUEST);
        reply = Files.writeString(
                folder.resolve("reply.json"), """
                {"id":"chatcmpl-1","object":"chat.completion","created":%d,"model":"gpt-audio-1.5","choices":[{"index":0,\
                "message":{"role":"assistant","content":null,"refusal":null,"audio":{"id":"%s","data":"AAEC",\
                "expires_at":%d,"transcript":"I am."}},"finish_reason":"stop"}]}""".formatted(MADE.getEpochSecond(), ID, MADE.getEpochSecond() + 3_603));
    }

    @AfterEach
    void restore() {
        TimeZone.setDefault(zone);
    }

    @Test
    void aClockThatIsBehindTheNewestReplyIsReportedByEveryCommandThatChecksIds() {
        histctl.run("record", "call", "--request", request.toString(), "--response", reply.toString());
        Histctl behind = histctl.at(MADE.minus(Duration.ofHours(1)));

        Histctl.Result export = behind.run("export", "call");
        assertThat(export.out()).contains(ID);
        assertThat(export.err()).contains(WARNING);
        assertPrints(behind.run("list"), "1 reference usable until 2026-03-29T01:50:03Z");
        assertPrints(behind.run("show", "call"), ID + "  ");
        assertPrints(behind.run("prune-expired"), "cleared 0 audio ids");
    }

    @Test
    void noWarningAboutTheClockIfATimeIsGiven() {
        local(4).run("record", "call", "--request", request.toString(), "--response", reply.toString(), "--at", "now");

        for (String command : new String[] {"list", "prune-expired"}) {
            assertThat(local(60).run(command, "--at", "2026-03-29T01:00:00Z").err())
                    .isEmpty();
        }
        assertThat(histctl.run("export", "call", "--at", "2026-03-29T03:00:00Z").out())
                .doesNotContain(ID);
    }

    private void assertPrints(Histctl.Result result, String data) {
        assertThat(result.exit()).isZero();
        assertThat(result.out()).contains(data);
        assertThat(result.err()).startsWith(WARNING).hasLineCount(1);
    }

    /** The program at this number of seconds after the reply was made. */
    private Histctl local(long seconds) {
        return histctl.at(MADE.plus(Duration.ofHours(1)).plusSeconds(seconds));
    }
}
