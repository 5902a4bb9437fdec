package io.histctl;

import io.histctl.Recorded.Outcome;
import io.histctl.capture.Settings;
import io.histctl.store.AudioRow;
import io.histctl.store.ConversationRow;
import io.histctl.store.KnownTurns;
import io.histctl.store.TurnRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the next turns of an exchange go. */
final class Draft {
    private final ConversationRow row;
    private final Instant at;
    private final Settings settings;
    private long position;
    private long block;
    private boolean blockBegun;
    private final List<KnownTurns.Form> forms = new ArrayList<>();

    Draft(ConversationRow row, Instant at, Settings settings) {
        this.row = row;
        this.at = at;
        this.settings = settings;
        this.position = row.lastPosition();
        this.block = row.lastBlock();
    }

    ConversationRow row() {
        return row;
    }

    Instant at() {
        return at;
    }

    Settings settings() {
        return settings;
    }

    long next() {
        return ++position;
    }

    /** The version of the instructions that this exchange brings. */
    long newBlock() {
        block += blockBegun ? 0 : 1;
        blockBegun = true;
        return block;
    }

    /** Takes note of a turn that was written. */
    void written(TurnRow turn, @Nullable AudioRow audio) {
        if (turn.block() == null) {
            forms.add(KnownTurns.Form.of(turn, audio));
        }
    }

    /** How the turns may appear in a request that were written, leading instructions apart. */
    List<KnownTurns.Form> forms() {
        return forms;
    }

    int count() {
        return (int) (position - row.lastPosition());
    }

    ConversationRow row(byte @Nullable [] newSettings, @Nullable Instant created) {
        Long newest = row.lastCreated();
        if (created != null && (newest == null || created.toEpochMilli() > newest)) {
            newest = created.toEpochMilli();
        }
        return new ConversationRow(row.id(), row.name(), newSettings, position, block, at.toEpochMilli(), newest);
    }

    Recorded told(Recorded recorded, int replaced) {
        return new Recorded(
                recorded.conversation(),
                count() > 0 ? Outcome.STORED : recorded.outcome(),
                count() > 0 ? row.lastPosition() + 1 : 0,
                count(),
                replaced,
                recorded.reply(),
                recorded.audioId(),
                recorded.expiresAt(),
                recorded.estimated(),
                recorded.incomplete(),
                recorded.voiceLost(),
                null);
    }
}
