package io.histctl.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.model.AudioRef;
import io.histctl.model.Turn;
import io.histctl.model.Turn.Standing;
import io.histctl.prune.PruneOptions;
import io.histctl.record.Exchange;
import io.histctl.record.Recorded;
import io.histctl.simulation.Round.Mishap;
import io.histctl.standin.Json;
import io.histctl.testing.Results;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Changes to a stored conversation between two rounds. */
final class Disturbances {
    private final ReopenableStore store;
    private final String id;
    private final ExpectedConversation truth;
    private final Phrases asks;
    private final Random random;
    private final Set<String> lost = new HashSet<>();

    Disturbances(ReopenableStore store, String id, ExpectedConversation truth, Phrases asks, Random random) {
        this.store = store;
        this.id = id;
        this.truth = truth;
        this.asks = asks;
        this.random = random;
    }

    /** The ids that the server lost before their expiry. */
    Set<String> lost() {
        return lost;
    }

    void happen(Set<Mishap> mishaps) {
        if (mishaps.contains(Mishap.TRANSCRIBED)) {
            transcribe();
        }
        if (mishaps.contains(Mishap.AUDIO_LOST_EARLY)) {
            loseAudio();
        }
        if (mishaps.contains(Mishap.PRUNED)) {
            prune();
        }
        if (!mishaps.isEmpty()) {
            truth.mustBe(store.conversation(id).turns());
        }
    }

    private void transcribe() {
        List<Turn> current =
                ExpectedConversation.standing(store.conversation(id).turns(), Standing.CURRENT);
        for (int i = 0; i < current.size(); i++) {
            Turn turn = current.get(i);
            // once: an older request may quote the words of deleted sound, and words that were replaced are not kept
            if (turn.transcript() == null && ExpectedMessage.of(turn).hasSpeechOfUser() && random.nextBoolean()) {
                String words = asks.text();
                store.conversation(id).transcribe(turn.position(), words);
                truth.transcribed(i, words);
            }
        }
    }

    /** The server loses an id whatever its expiry says. */
    private void loseAudio() {
        List<String> ids = store.conversation(id).turns().stream()
                .map(Turn::audio)
                .filter(audio ->
                        audio != null && audio.id() != null && audio.expiry().goneAt() == null)
                .map(AudioRef::id)
                .toList();
        if (ids.isEmpty()) {
            return;
        }
        String gone = ids.get(random.nextInt(ids.size()));
        ObjectNode error = Json.error(
                "Assistant audio " + gone + " not found.",
                "invalid_request_error",
                "content.messages[2].audio.id",
                "audio_not_found");
        Recorded result = store.conversation(id).record(Exchange.ofResponse(error.toString()));
        assertThat(Results.gone(result).audioId()).isEqualTo(gone);
        lost.add(gone);
    }

    private void prune() {
        Instant now = store.clock().instant();
        Set<String> expired = new HashSet<>();
        for (Turn turn : store.conversation(id).turns()) {
            AudioRef audio = turn.audio();
            if (audio != null
                    && audio.id() != null
                    && !now.isBefore(audio.expiry().at())) {
                expired.add(audio.id());
            }
        }
        store.prune(PruneOptions.DEFAULT.withConversation(id).withSound(random.nextBoolean()));
        truth.pruned(expired);
    }
}
