package io.histctl.export;

import io.histctl.export.ExportWarning.Kind;
import io.histctl.model.Tokens;
import io.histctl.resume.Decision;
import io.histctl.resume.PlannedTurn;
import io.histctl.resume.Policy;
import io.histctl.resume.Voice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of each turn of a conversation in an export, what the payload costs, and what to know before sending it.
 *
 * @param conversation id of the conversation
 * @param at the instant at which audio ids were checked for expiry
 * @param policy the policy that decided how much was folded
 * @param validUntil the earliest expiry among the audio ids of the payload; null if it uses none
 * @param summary the summary that replaces the folded turns; null if nothing is folded
 * @param cost input tokens
 * @param turns every stored turn once, in the order of positions
 * @param warnings what to know before sending the payload; often empty
 */
public record ExportReport(
        String conversation,
        Instant at,
        Policy policy,
        Voice voice,
        @Nullable Instant validUntil,
        @Nullable Summary summary,
        Cost cost,
        List<PlannedTurn> turns,
        List<ExportWarning> warnings) {
    public ExportReport {
        turns = List.copyOf(turns);
        warnings = List.copyOf(warnings);
    }

    /**
     * The summary that stands for the folded turns.
     *
     * @param message as the payload contains it
     * @param by {@code digest}, or the name of the model that wrote it
     * @param tokens what the message costs
     */
    public record Summary(String message, String by, long tokens) {}

    /**
     * Input tokens. Images and files are not counted, since the API does not publish what they cost.
     *
     * @param before of the current history, sent unchanged
     * @param after of the payload
     */
    public record Cost(Tokens before, Tokens after) {}

    /** The number of turns with each decision; decisions without turns are missing. */
    public Map<Decision, Integer> counts() {
        Map<Decision, Integer> counts = new EnumMap<>(Decision.class);
        turns.forEach(turn -> counts.merge(turn.decision(), 1, Integer::sum));
        return counts;
    }

    ExportReport withClockWarnings(List<String> messages) {
        List<ExportWarning> all = new ArrayList<>();
        messages.forEach(message -> all.add(new ExportWarning(Kind.CLOCK, message)));
        all.addAll(warnings);
        return new ExportReport(conversation, at, policy, voice, validUntil, summary, cost, turns, all);
    }
}
