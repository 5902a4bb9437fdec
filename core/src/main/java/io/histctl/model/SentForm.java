package io.histctl.model;

import java.util.List;
import org.apiguardian.api.API;

/**
 * The form in which a message is sent.
 *
 * @param words whether its words are sent; otherwise only its tool calls
 * @param calls whether its tool calls are sent
 * @param parts the parts that are not sent as they were recorded, in their order
 * @hidden
 */
@API(status = API.Status.INTERNAL)
public record SentForm(Role role, Speech speech, boolean words, boolean calls, List<PlannedPart> parts) {
    public SentForm {
        parts = List.copyOf(parts);
    }

    /** How the speech of a message is sent. */
    public enum Speech {
        /** As recorded, or not at all for a message that was not spoken. */
        AS_RECORDED,
        /** By its audio id. */
        BY_AUDIO_ID,
        /** As text. */
        AS_TRANSCRIPT
    }

    /** Whether all of the message is sent. */
    public boolean isComplete() {
        return words && calls;
    }
}
