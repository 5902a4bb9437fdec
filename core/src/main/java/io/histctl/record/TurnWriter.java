package io.histctl.record;

import io.histctl.store.AudioRow;
import io.histctl.store.Session;
import io.histctl.store.SoundRow;
import io.histctl.store.Sounds;
import io.histctl.store.Turns;
import io.histctl.wire.Cut;
import io.histctl.wire.SoundData;

/** Writes turns with what was cut out of them. */
final class TurnWriter {
    private final Turns turns;
    private final Sounds sounds;

    TurnWriter(Session session) {
        this.turns = new Turns(session);
        this.sounds = new Sounds(session);
    }

    void insert(NewTurn turn) {
        put(turns.insert(turn.row(), turn.reply()), turn);
    }

    /** Writes a reply anew that had come only in part. */
    void complete(long id, NewTurn turn) {
        sounds.unlink(id);
        turns.complete(id, turn.row(), turn.reply());
        put(id, turn);
    }

    private void put(long turnId, NewTurn turn) {
        AudioRow audio = turn.audio();
        if (audio != null) {
            turns.putAudio(turnId, audio);
        }
        for (Cut cut : turn.cuts()) {
            if (cut instanceof Cut.Sound sound) {
                sounds.link(turnId, row(sound));
            }
        }
    }

    private SoundRow row(Cut.Sound cut) {
        SoundData data = cut.data();
        byte[] hash = data.hash();
        return new SoundRow(
                cut.offset(),
                sounds.put(hash, data.bytes(), data.verbatim()),
                hash,
                data.format(),
                data.bytes().length,
                data.length() == null ? null : (Long) data.length().toMillis());
    }
}
