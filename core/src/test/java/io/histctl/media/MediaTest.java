package io.histctl.media;

import static io.histctl.testing.Messages.request;
import static io.histctl.testing.Messages.spokenUser;
import static io.histctl.testing.Messages.streamed;
import static io.histctl.testing.Messages.user;
import static io.histctl.testing.Messages.voice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.histctl.error.NotFoundException;
import io.histctl.model.Progress;
import io.histctl.prune.PruneOptions;
import io.histctl.record.Exchange;
import io.histctl.testing.SpokenReply;
import io.histctl.testing.StoreFixture;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaTest extends StoreFixture {
    @Test
    void aStreamedReplyIsReturnedAsAWavFileOfTheSameSamples() {
        byte[] samples = new byte[48_000];
        new Random(7).nextBytes(samples);
        samples[0] = 0;
        SpokenReply reply = SpokenReply.reply("A second.").withSound(samples, 20);
        chat.record(Exchange.of(streamed(user("Hi")), reply.stream()).withKeepSound(true));

        Media sound = chat.sound(2);

        assertThat(sound.type()).isEqualTo("audio/wav");
        assertThat(sound.length()).isEqualTo(Duration.ofSeconds(1));
        assertThat(sound.bytes()).startsWith('R', 'I', 'F', 'F').endsWith(samples);
    }

    @ParameterizedTest
    @CsvSource({
        "//PkxABb, wav, audio/mpeg",
        "//FQgA==, aac, audio/aac",
        "T2dnUwAC, opus, audio/ogg",
        "ZkxhQwAA, flac, audio/flac",
        "GkXfowEA, wav, audio/webm",
        "AAAAIGZ0eXBNNEEg, wav, audio/mp4",
        "AQIDBAUG, wav, application/octet-stream"
    })
    void theTypeOfSpeechFollowsFromItsBytes(String data, String format, String type) {
        chat.record(Exchange.ofRequest(voice(spokenUser(data, format))));

        assertThat(chat.sound(1).type()).isEqualTo(type);
    }

    @Test
    void base64ThatWasStoredAsItCameIsDecoded() {
        chat.record(Exchange.ofRequest(voice(spokenUser("AQ\\r\\nID", "wav"))));

        assertThat(chat.sound(1).bytes()).containsExactly(1, 2, 3);
    }

    @Test
    void eachOfSeveralSoundsOfATurnHasANumber() {
        String message = """
                {"role":"user","content":[\
                {"type":"input_audio","input_audio":{"data":"AQID","format":"wav"}},\
                {"type":"input_audio","input_audio":{"data":"BAUG","format":"wav"}}]}""";
        chat.record(Exchange.ofRequest(voice(message)));

        assertThat(chat.sound(1, 2).bytes()).containsExactly(4, 5, 6);
        assertThatThrownBy(() -> chat.sound(1, 3))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("turn 1 has only 2 of these sounds");
        assertThatThrownBy(() -> chat.sound(1, 0)).isInstanceOf(NotFoundException.class);
    }

    @Test
    void soundThatWasDeletedOrIsNoSoundIsAnError() {
        SpokenReply reply = SpokenReply.reply("Gladly.");
        chat.record(Exchange.of(voice(user("Hi"), spokenUser("AQID", "wav")), reply.whole()));
        chat.transcribe(2, "One, two, three.");
        store.pruneExpired(
                PruneOptions.DEFAULT.withAt(reply.expiresAt().plusSeconds(1)).withSound(true), Progress.NONE);

        assertThatThrownBy(() -> chat.sound(1)).hasMessageContaining("turn 1 has no sound");
        assertThatThrownBy(() -> chat.sound(2)).hasMessageContaining("the sound of turn 2 was deleted");
        assertThatThrownBy(() -> chat.sound(3)).hasMessageContaining("the sound of turn 3 was not kept");
    }

    @Test
    void textInPlaceOfSoundIsAnError() {
        chat.record(Exchange.ofRequest(voice(spokenUser("not base64!", "wav"))));

        assertThatThrownBy(() -> chat.sound(1)).hasMessageContaining("is not base64");
    }

    @Test
    void imagesThatAMessageContainsAreReturnedAndReferencesAreNot() {
        chat.record(Exchange.ofRequest(request("\"model\":\"gpt-4.1\"", """
                {"role":"user","content":[{"type":"text","text":"What is this?"},\
                {"type":"image_url","image_url":{"url":"data:image/PNG;base64,iVBORw=="}},\
                {"type":"image_url","image_url":{"url":"https://example.com/a.png"}},\
                {"type":"image_url","image_url":{"url":"data:image/png,plain"}}]}""")));

        assertThat(chat.images(1)).singleElement().satisfies(image -> {
            assertThat(image.type()).isEqualTo("image/png");
            assertThat(image.bytes()).startsWith(0x89, 'P', 'N', 'G');
        });
    }
}
