package io.histctl.resume;

import io.histctl.model.Role;
import io.histctl.model.Tokens;
import java.time.Instant;
import java.util.List;

/**
 * The current turns of a conversation, for a {@link Policy} to decide on.
 *
 * @param at the instant at which audio ids are checked for expiry
 * @param wantsAudio whether the request asks for a spoken reply
 * @param turns in order, without leading instructions and without turns that were replaced
 */
public record PolicyHistory(Instant at, boolean wantsAudio, List<Turn> turns) {
    public PolicyHistory {
        turns = List.copyOf(turns);
    }

    /**
     * A current turn.
     *
     * @param form how it is sent unless it is folded
     * @param cost input tokens if it is sent as it was recorded
     */
    public record Turn(long position, Role role, Form form, Tokens cost) {}

    /** How a turn is sent unless it is folded. */
    public enum Form {
        /** A spoken reply by its audio id. */
        AUDIO_ID,
        /** A spoken reply as text, because its audio id can no longer be used. */
        TEXT_OF_AUDIO,
        /** The assistant's text. */
        TEXT,
        /** Any other turn: of a user or a tool, tool calls, a refusal. */
        OTHER
    }

    /** Whether a turn, if it is not folded, makes the model answer in text or costs the sound of a reply. */
    public boolean mustFold(Turn turn) {
        return turn.form() == Form.TEXT_OF_AUDIO || (wantsAudio && turn.form() == Form.TEXT);
    }

    /** The position of the last turn that {@linkplain #mustFold must be folded} to keep the voice; 0 if there is none. */
    public long lastThatMustFold() {
        return turns.stream()
                .filter(this::mustFold)
                .mapToLong(Turn::position)
                .max()
                .orElse(0);
    }
}
