package io.histctl.cli.page;

import io.histctl.model.Reply;
import io.histctl.model.Turn;
import java.util.ArrayList;
import java.util.List;

/** What is unusual about a turn. */
final class TurnNotes {
    private TurnNotes() {}

    static List<String> of(Turn turn) {
        List<String> notes = new ArrayList<>();
        switch (turn.standing()) {
            case SUPERSEDED -> notes.add("Replaced by newer instructions.");
            case REPLACED -> notes.add("Edited or regenerated since.");
            case CURRENT, LEADING -> {}
        }
        if (turn.incomplete()) {
            notes.add("The stream broke off.");
        }
        Reply reply = turn.reply();
        if (reply != null && reply.voiceLost()) {
            notes.add("Audio was requested but the reply is text: the voice is lost.");
        }
        return notes;
    }
}
