package io.histctl.record;

import io.histctl.error.InvalidInputException;
import io.histctl.store.Changes;
import io.histctl.store.Changes.Edit;
import io.histctl.store.Derivation;
import io.histctl.store.NewTurn;
import io.histctl.store.StoredConversation;
import io.histctl.store.Turns;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Attaches transcripts to the newest speech of a user. */
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

    /**
     * The edits that attach words to the newest speeches, added or stored. Words that a turn has already stay.
     *
     * @param transcripts in the order of the speeches; an empty string for one whose words are not known
     * @param added turns that the same change adds
     * @param end position after the last stored turn that may contain the speech
     */
    List<Edit> attach(List<String> transcripts, List<NewTurn> added, long end) {
        List<Edit> edits = new ArrayList<>();
        List<Speech> speeches = speeches(added, end, transcripts.size());
        if (!transcripts.isEmpty() && speeches.isEmpty()) {
            throw new InvalidInputException("the request contains no speech of a user that a transcript could"
                    + " belong to; record it without one");
        }
        if (transcripts.size() > speeches.size()) {
            throw new InvalidInputException("there are " + transcripts.size() + " transcripts and only "
                    + speeches.size() + " turns of speech that they could belong to; leave out the first ones");
        }
        for (int i = 0; i < transcripts.size(); i++) {
            Speech speech = speeches.get(transcripts.size() - 1 - i);
            if (!transcripts.get(i).isEmpty()) {
                String words = ensureWords(transcripts.get(i));
                if (!speech.transcribed) {
                    edits.add(new Changes.Transcribe(speech.position, words));
                    edits.add(new Changes.DropSummariesFrom(speech.position));
                }
            }
        }
        return edits;
    }

    /** The speeches, the newest first. */
    private List<Speech> speeches(List<NewTurn> added, long end, int count) {
        List<Speech> speeches = new ArrayList<>();
        long from = Math.max(1, end - NEAR - (long) NEAR * count);
        turns.each(conversation, from, end - 1, turn -> {
            if (turn.row().derived().soundCount() > 0 && !turn.row().state().replaced()) {
                speeches.add(new Speech(turn.position(), turn.transcript() != null));
            }
        });
        for (NewTurn turn : added) {
            if (turn.reply() == null && Derivation.of(turn).soundCount() > 0) {
                speeches.add(new Speech(turn.position(), false));
            }
        }
        Collections.reverse(speeches);
        return speeches;
    }

    private record Speech(long position, boolean transcribed) {}
}
