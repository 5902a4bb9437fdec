package io.histctl.cli.view;

import io.histctl.export.ExportReport;
import io.histctl.model.PlannedPart;
import io.histctl.model.Words;
import io.histctl.resume.PlannedTurn;
import io.histctl.resume.Speech;
import java.util.stream.Collectors;

/** The reason for a decision, in words. */
public final class ReasonText {
    private ReasonText() {}

    public static String of(PlannedTurn turn, ExportReport report) {
        return switch (turn.reason()) {
            case LEADING_INSTRUCTIONS -> "the instructions in force";
            case SUPERSEDED_INSTRUCTIONS -> "replaced by newer instructions";
            case FOLDED_INSTRUCTIONS -> "an instruction, sent ahead of the summary";
            case REPLACED -> "edited or regenerated; kept in the store";
            case UNCHANGED -> "unchanged";
            case REFERENCE_EXPIRED -> "what it refers to has expired: " + expired(turn);
            case SOUND_DELETED -> "its sound was deleted, its words are kept";
            case TEXT -> "text";
            case TEXT_WITHOUT_AUDIO -> "its text; its audio " + audio(turn, report);
            case REFUSAL -> "a refusal";
            case EMPTY -> "it says nothing";
            case AUDIO_USABLE -> audio(turn, report) + heard(turn.speech());
            case AUDIO_EXPIRING -> "its audio has " + audio(turn, report) + ", less than the margin";
            case AUDIO_EXPIRED -> "its audio " + audio(turn, report);
            case AUDIO_GONE, AUDIO_PRUNED -> "its audio is " + audio(turn, report);
            case UNHEARD -> "the user heard nothing of it";
            case TOOL_CALLS -> "tool calls";
            case CALLS_WITHOUT_WORDS -> "only its tool calls, whose results follow";
            case CALLS_OF_UNHEARD -> "only its tool calls; the user heard nothing of it";
            case UNANSWERED_CALLS -> "its tool calls have no results";
            case ORPHAN_RESULT -> "a tool result whose call is not sent";
            case DUPLICATE_RESULT -> "a second result of the same tool call";
            case TEXT_ENDANGERS_VOICE -> "assistant text would endanger the voice";
            case PRECEDES_FOLDED -> "before a turn that can't be sent";
            case SAME_EXCHANGE -> "in the same exchange as a turn that can't be sent";
            case POLICY ->
                "folded by the policy " + Printable.line(report.policy().name());
            case TOKEN_LIMIT -> "folded to stay within the token limit";
        };
    }

    private static String expired(PlannedTurn turn) {
        return turn.parts().stream()
                .filter(PlannedPart::expired)
                .map(part -> part.reference().kind().replaceFirst("_.*", ""))
                .collect(Collectors.joining(", "));
    }

    private static String audio(PlannedTurn turn, ExportReport report) {
        Speech speech = turn.speech();
        return speech == null ? "" : speech.status().describe(report.at());
    }

    private static String heard(@org.jspecify.annotations.Nullable Speech speech) {
        return speech == null || speech.heard() == null
                ? ""
                : "; the user heard " + Words.heard(speech.heard(), speech.length());
    }
}
