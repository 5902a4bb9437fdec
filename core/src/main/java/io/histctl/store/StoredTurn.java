package io.histctl.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A turn with all that belongs to it, as it lies in the store. */
public record StoredTurn(
        long id,
        TurnRow row,
        ReplyRow reply,
        @Nullable AudioRow audio,
        List<SoundRow> sounds,
        @Nullable String transcript) {
    public StoredTurn {
        sounds = List.copyOf(sounds);
    }
}
