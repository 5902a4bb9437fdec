package io.histctl.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.histctl.error.HistoryException;
import io.histctl.record.Exchange;
import io.histctl.record.RecordingStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** A streamed reply; the first byte determines where it is split. */
class StreamFuzzTest {
    private static final Stage STAGE = new Stage();
    private static final byte[] REQUEST = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"kwatsch\"}]}"
            .getBytes(StandardCharsets.UTF_8);

    @DictionaryFile(resourcePath = "wire.dict")
    @FuzzTest
    void arrive(byte[] input) {
        STAGE.begin();
        if (input.length < 2) {
            return;
        }
        byte[] stream = Arrays.copyOfRange(input, 1, input.length);
        arriveInPieces("at once", stream, stream.length, 0);
        arriveInPieces("cut", stream, 1 + (input[0] & 0x3F), input[0]);
        arriveInPieces("bytes", stream, 1, 0);
        assertThat(STAGE.turns("cut")).isEqualTo(STAGE.turns("at once"));
        assertThat(STAGE.turns("bytes")).isEqualTo(STAGE.turns("at once"));
        ensureSameAsARecord(stream);
        STAGE.end();
    }

    /** If the whole body is accepted, it gives the same turn as its pieces. */
    private static void ensureSameAsARecord(byte[] stream) {
        if (new String(stream, 0, Math.min(5, stream.length), StandardCharsets.US_ASCII).equals("data:")) {
            Exchange exchange = Exchange.of(REQUEST, stream).withAt(Stage.NOON).withKeepSound(true);
            boolean refused = STAGE.isRefused(() -> STAGE.chat("whole").record(exchange));
            assertThat(refused || STAGE.turns("whole").equals(STAGE.turns("at once")))
                    .isTrue();
        }
    }

    /** Pieces of the stream until one is refused, as an app would feed it. */
    private static void arriveInPieces(String id, byte[] stream, int most, int seed) {
        Random random = new Random(seed);
        Exchange exchange = Exchange.of(REQUEST, null).withAt(Stage.NOON).withKeepSound(true);
        RecordingStream recording = STAGE.chat(id).recordStream(exchange);
        try {
            for (int at = 0; at < stream.length; ) {
                int end = Math.min(stream.length, at + (seed == 0 ? most : 1 + random.nextInt(most)));
                recording.accept(Arrays.copyOfRange(stream, at, end));
                at = end;
            }
        } catch (HistoryException refused) {
            Sentence.check(refused.getMessage());
        }
        STAGE.refused(recording::close);
    }
}
