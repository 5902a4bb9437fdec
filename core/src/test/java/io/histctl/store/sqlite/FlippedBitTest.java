package io.histctl.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.Conversation;
import io.histctl.HistoryStore;
import io.histctl.error.HistoryException;
import io.histctl.export.ExportOptions;
import io.histctl.record.Exchange;
import io.histctl.record.RecordingStream;
import io.histctl.summary.SummarizeOptions;
import io.histctl.testing.Messages;
import io.histctl.testing.SpokenReply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random bits of the file are flipped, one at a time. {@code -Dhistctl.flips=2000} sets their number. */
class FlippedBitTest {
    private static final int FLIPS = Integer.getInteger("histctl.flips", 100);
    private static final long SEED = Long.getLong("histctl.seed", 20_261_126);
    private static final Instant AT = SpokenReply.reply("").begun().plus(Duration.ofHours(2));

    @TempDir
    Path folder;

    /** The possible effects of a flip, the worst last. */
    private enum Effect {
        HARMLESS,
        FOUND,
        UNEXPECTED_EXCEPTION,
        WRONG_PAYLOAD
    }

    @Test
    void aFlippedBitIsFoundOrHarmlessAndNeverExportsAWrongPayload() throws IOException {
        byte[] sound = whole();
        Random random = new Random(SEED);
        List<String> bad = new ArrayList<>();
        TreeMap<Effect, Integer> effects = new TreeMap<>();
        String right = payloads(folder.resolve("history.db"));
        for (int flip = 0; flip < FLIPS; flip++) {
            int at = random.nextInt(sound.length);
            int bit = random.nextInt(8);
            Path file = folder.resolve("flipped" + flip + ".db");
            byte[] flipped = sound.clone();
            flipped[at] ^= (byte) (1 << bit);
            Files.write(file, flipped);

            Effect effect = effect(file, right);
            effects.merge(effect, 1, Integer::sum);
            if (effect.compareTo(Effect.UNEXPECTED_EXCEPTION) >= 0) {
                bad.add(effect + ": bit " + bit + " of byte " + at);
            }
            Files.delete(file);
        }
        System.out.printf(
                "| flipped bits | %d tried | %d refused and found by verify | %d harmless | %d wrong or failed otherwise | seed %d |%n",
                FLIPS,
                effects.getOrDefault(Effect.FOUND, 0),
                effects.getOrDefault(Effect.HARMLESS, 0),
                bad.size(),
                SEED);
        assertThat(bad).isEmpty();
        assertThat(effects.keySet()).contains(Effect.HARMLESS, Effect.FOUND);
    }

    private Effect effect(Path file, String right) {
        try {
            boolean found = isFound(file); // verify reports it in a sentence
            if (payloads(file).equals(right)) {
                return Effect.HARMLESS;
            }
            return found ? Effect.FOUND : Effect.WRONG_PAYLOAD;
        } catch (HistoryException e) {
            return isFound(file) ? Effect.FOUND : Effect.WRONG_PAYLOAD;
        } catch (RuntimeException e) {
            e.printStackTrace();
            return Effect.UNEXPECTED_EXCEPTION;
        }
    }

    private static boolean isFound(Path file) {
        try (HistoryStore store = HistoryStore.open(file)) {
            return !store.verify().isEmpty();
        } catch (HistoryException e) {
            return true;
        }
    }

    /** Every part of an export. */
    private static String payloads(Path file) {
        StringBuilder all = new StringBuilder();
        try (HistoryStore store = HistoryStore.open(file)) {
            for (String id : store.conversationIds()) {
                for (Instant at : new Instant[] {SpokenReply.reply("").begun(), AT}) {
                    all.append(id)
                            .append(store.conversation(id)
                                    .export(ExportOptions.DEFAULT.withAt(at))
                                    .json())
                            .append('\n');
                }
            }
        }
        return all.toString();
    }

    /** A store with an instance of everything that an export reads. */
    private byte[] whole() throws IOException {
        Path file = folder.resolve("history.db");
        try (HistoryStore store = HistoryStore.open(file)) {
            for (int i = 0; i < 12; i++) {
                Conversation chat = store.conversation("call " + i % 3);
                SpokenReply reply = SpokenReply.reply(
                                "The train at " + i + " goes from platform four, and it is on time. ".repeat(4))
                        .begunAt(SpokenReply.reply("").begun().plusSeconds(i));
                String[] past = i < 3
                        ? new String[] {Messages.system("You answer about trains."), Messages.user("And " + i + "?")}
                        : new String[] {Messages.spokenUser("UklGRg" + "A".repeat(18 + i * 4), "wav")};
                chat.record(Exchange.of(Messages.voice(past), reply.whole()));
            }
            store.conversation("call 0").transcribe(4, "When does the next one leave, and from where?");
            store.conversation("call 1").summarize(SummarizeOptions.DEFAULT);
            store.conversation("call 2").interrupted(3, Duration.ofMillis(900));
            RecordingStream dying = store.conversation("a stream whose app died")
                    .recordStream(Exchange.ofRequest(Messages.streamed(Messages.user("Tell me a story"))));
            for (String chunk : SpokenReply.reply("Once upon a time there was a fox. ".repeat(8))
                    .chunks()) {
                dying.accept("data: " + chunk + "\n\n");
            }
            assertThat(store.verify()).isEmpty();
        }
        return Files.readAllBytes(file);
    }
}
