package io.histctl.record;

import io.histctl.error.InvalidInputException;
import io.histctl.store.Changes;
import io.histctl.store.Derivation;
import io.histctl.store.NewTurn;
import io.histctl.store.QuotableTurn;
import io.histctl.store.StoredConversation;
import io.histctl.store.Turns;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Attaches a transcript to the newest speech of a user. */
final class SpokenWords {
    private static final int NEAR = 16;

    private final Turns turns;
    private final StoredConversation conversation;

    SpokenWords(Turns turns, StoredConversation conversation) {
        this.turns = turns;
        this.conversation = conversation;
    }

    /** Checks a transcript and strips white space around it. */
    static String ensureWords(String text) {
        if (text.isBlank()) {
            throw new InvalidInputException("the transcript is empty; give the words that were said");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new InvalidInputException("the transcript is not valid Unicode; give the words that were said");
        }
        return text.strip();
    }

    Changes.Transcribe attach(String transcript, List<NewTurn> added) {
        String words = ensureWords(transcript);
        for (int i = added.size() - 1; i >= 0; i--) {
            if (added.get(i).reply() == null && Derivation.of(added.get(i)).soundCount() > 0) {
                return new Changes.Transcribe(added.get(i).position(), words);
            }
        }
        List<QuotableTurn> last = turns.last(conversation, NEAR);
        for (int i = last.size() - 1; i >= 0; i--) {
            if (last.get(i).content().sounds()) {
                return new Changes.Transcribe(last.get(i).position(), words);
            }
        }
        throw new InvalidInputException(
                "the request contains no speech of a user that a transcript could belong to; record it"
                        + " without one");
    }
}
