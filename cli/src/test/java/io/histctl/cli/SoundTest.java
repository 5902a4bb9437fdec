package io.histctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.testing.Messages;
import io.histctl.testing.SpokenReply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sound that was recorded is written to a file that other programs can play. */
class SoundTest {
    private static final byte[] MP3 = {(byte) 0xFF, (byte) 0xFB, 0x50, (byte) 0xC4};

    @TempDir
    Path folder;

    private Histctl histctl;
    private Path file;

    @BeforeEach
    void recordAStreamedReplyWithItsSound() throws Exception {
        histctl = new Histctl(folder.resolve("history.db"));
        file = folder.resolve("out.wav");
        Path request = folder.resolve("request.json");
        Files.writeString(
                request,
                Messages.streamed(Messages.spokenUser(Base64.getEncoder().encodeToString(MP3), "mp3")));
        String reply = SpokenReply.reply("A second of silence.").withSound(new byte[48_000], 20).stream();
        assertThat(histctl.stdin(reply)
                        .run("record", "call", "--request", request.toString(), "--response", "-", "--keep-sound")
                        .exit())
                .isZero();
    }

    @Test
    void rawSamplesBecomeAWavFile() throws Exception {
        Histctl.Result result = histctl.run("sound", "call", "2", file.toString());

        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.err()).startsWith("wrote 1.0 s of audio/wav to ");
        assertThat(Files.readAllBytes(file)).hasSize(44 + 48_000).startsWith('R', 'I', 'F', 'F');
    }

    @Test
    void otherFormatsAreWrittenAsTheyWereRecorded() throws Exception {
        assertThat(histctl.run("sound", "call", "1", file.toString()).err()).contains("audio/mpeg");

        assertThat(Files.readAllBytes(file)).isEqualTo(MP3);
    }

    @Test
    void aFileThatExistsIsOverwrittenOnlyOnRequest() throws Exception {
        Files.writeString(file, "mine");

        Histctl.Result refused = histctl.run("sound", "call", "1", file.toString());

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("exists already").contains("--force");
        assertThat(file).hasContent("mine");
        assertThat(histctl.run("sound", "call", "1", file.toString(), "--force").exit())
                .isZero();
        assertThat(Files.readAllBytes(file)).isEqualTo(MP3);
    }

    @Test
    void theDatabaseIsNeverOverwritten() {
        Histctl.Result result =
                histctl.run("sound", "call", "1", folder.resolve("history.db").toString(), "--force");

        assertThat(result.exit()).isEqualTo(1);
        assertThat(histctl.run("verify").exit()).isZero();
    }

    @Test
    void anErrorSaysWhyThereIsNoSound() {
        histctl.stdin(SpokenReply.reply("Not kept.").whole()).run("record", "other", "--response", "-");

        assertThat(histctl.run("sound", "call", "2", file.toString(), "--number", "2")
                        .err())
                .contains("turn 2 has only 1 of these sounds");
        assertThat(histctl.run("sound", "call", "9", file.toString()).err()).contains("turn 9");
        assertThat(histctl.run("sound", "other", "1", file.toString()).err())
                .contains("the sound of turn 1 was not kept");
    }
}
