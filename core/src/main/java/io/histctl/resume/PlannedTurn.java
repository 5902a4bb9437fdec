package io.histctl.resume;

import io.histctl.model.PlannedPart;
import io.histctl.model.Role;
import io.histctl.model.SentForm;
import io.histctl.model.Tokens;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one turn, and why.
 *
 * @param position of the turn in its conversation
 * @param leading whether it belongs to the leading instructions that are sent
 * @param calls how much of a turn with tool calls is sent
 * @param speech the audio of a spoken reply; null for other turns
 * @param parts parts that are not sent as they were recorded
 * @param cost input tokens of the turn
 */
public record PlannedTurn(
        long position,
        Role role,
        boolean leading,
        Decision decision,
        Calls calls,
        Reason reason,
        @Nullable Speech speech,
        List<PlannedPart> parts,
        Cost cost) {
    public PlannedTurn {
        parts = List.copyOf(parts);
    }

    /**
     * Input tokens of a turn. Images and files are not counted, since the API does not publish what they cost.
     *
     * @param before of the turn sent unchanged; none if it is not part of the current history
     * @param after of what is sent of it; none if it is folded or omitted
     */
    public record Cost(Tokens before, Tokens after) {}

    /** How much of a turn with tool calls is sent. */
    public enum Calls {
        /** All of it. */
        KEPT,
        /** All but its calls, which have no results. */
        LEFT_OUT,
        /** Only its calls, without its words. */
        ALONE
    }

    /** The form in which its message is sent. */
    @API(status = API.Status.INTERNAL)
    public SentForm form() {
        SentForm.Speech sent = switch (decision) {
            case BY_AUDIO_ID -> SentForm.Speech.BY_AUDIO_ID;
            case AS_TRANSCRIPT -> SentForm.Speech.AS_TRANSCRIPT;
            default -> SentForm.Speech.AS_RECORDED;
        };
        return new SentForm(role, sent, calls != Calls.ALONE, calls != Calls.LEFT_OUT, parts);
    }

    /** Whether the turn appears in the payload. */
    public boolean isSent() {
        return decision != Decision.SUMMARIZED && decision != Decision.OMITTED;
    }
}
