package io.histctl.simulation;

import io.histctl.resume.Policy;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One round of a simulated conversation.
 *
 * @param pause since the round before
 * @param way how the app makes its request
 * @param dice decides minor choices
 */
record Round(
        Duration pause, Ask ask, Way way, Export export, Reply reply, Change change, Set<Mishap> mishaps, int dice) {

    /** What the user does. A round after tool calls brings their results instead, unless the app forgets them. */
    enum Ask {
        TEXT,
        WAV,
        MP3,
        TEXT_AND_SPEECH,
        IMAGE,
        SEVERAL_PARTS
    }

    /** How the app makes its request. */
    enum Way {
        EXPORT_AND_ADD,
        EXPORT_APPENDED,
        /** Its own messages, of the request before, replayed without an export. */
        OWN_MESSAGES
    }

    /**
     * How it exports.
     *
     * @param policy null for the default
     * @param delay between the export and the request, less than the margin
     */
    record Export(@Nullable Policy policy, Duration margin, Duration delay) {}

    /**
     * What comes back, and how it is recorded.
     *
     * @param calls the number of tool calls, if it makes any
     * @param errors the number of server errors before it
     * @param arrived the part of a stream that arrives, in thousandths; all of it if more than 1,000
     */
    record Reply(Kind kind, int calls, boolean streamed, int errors, int arrived, Habit habit) {}

    /** The kinds of reply. */
    enum Kind {
        SPEAK,
        CALL_TOOLS,
        REFUSE
    }

    /** In which steps the app records an exchange. */
    enum Habit {
        TOGETHER,
        REQUEST_THEN_BOTH,
        REQUEST_THEN_RESPONSE,
        /** A streamed reply while it arrives; any other reply at once. */
        AS_IT_ARRIVES
    }

    /** What the app changes from this round on; text only and left-out instructions apply to this round alone. */
    enum Change {
        NOTHING,
        MODEL,
        VOICE,
        TEXT_ONLY,
        INSTRUCTION_CHANGED,
        INSTRUCTION_ADDED,
        INSTRUCTION_LEFT_OUT,
        INSTRUCTION_IN_BETWEEN
    }

    /** Other events in a round. */
    enum Mishap {
        RECORDED_AGAIN,
        EARLIER_EXCHANGE_RECORDED_AGAIN,
        EARLIER_REQUEST_RECORDED_AGAIN,
        PART_RECORDED_AGAIN,
        TRANSCRIBED,
        AUDIO_LOST_EARLY,
        PRUNED,
        CALLS_FORGOTTEN,
        STORE_REOPENED
    }
}
