package io.histctl.transcribe;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of the speech of a conversation.
 *
 * @param conversation id of the conversation
 * @param turns the turns that were to be transcribed, in the order of positions
 * @param notes what to know besides, such as which summary lacks the new words; often empty
 */
public record TranscriptionReport(String conversation, List<SpokenTurn> turns, List<String> notes) {
    public TranscriptionReport {
        turns = List.copyOf(turns);
        notes = List.copyOf(notes);
    }

    /**
     * A turn of a user's speech.
     *
     * @param problem why it was not transcribed; null unless it failed
     */
    public record SpokenTurn(
            long position, Outcome outcome, @Nullable String problem) {}

    /** What became of a turn. */
    public enum Outcome {
        /** Its words are attached. */
        TRANSCRIBED,
        /** Nothing is said in it. */
        SILENT,
        /** Its words could not be determined. */
        FAILED,
        /** It was not tried: in a dry run, or since too many others failed. */
        NOT_TRIED
    }

    /** The number of turns with an outcome. */
    public long count(Outcome outcome) {
        return turns.stream().filter(turn -> turn.outcome == outcome).count();
    }
}
