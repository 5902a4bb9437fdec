package io.histctl.export;

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
 * What became of a conversation's turns in an export.
 *
 * @param validUntil when the first audio id that the payload uses dies; null: it uses none
 * @param summaryBy who made the summary, {@code digest} or a model's name, a kept one's too; null: it has none
 * @param before input tokens of the whole history as it was; images and files are not counted, nobody knows theirs
 * @param after input tokens of the payload, likewise
 * @param turns every stored turn once
 * @param warnings what the reader should know before sending it
 */
public record ExportReport(
        String conversation,
        Instant at,
        Policy policy,
        Voice voice,
        @Nullable Instant validUntil,
        @Nullable String summaryBy,
        Tokens before,
        Tokens after,
        List<PlannedTurn> turns,
        List<String> warnings) {
    public ExportReport {
        turns = List.copyOf(turns);
        warnings = List.copyOf(warnings);
    }

    /** The number of turns with each decision; decisions without turns are missing. */
    public Map<Decision, Integer> counts() {
        Map<Decision, Integer> counts = new EnumMap<>(Decision.class);
        turns.forEach(turn -> counts.merge(turn.decision(), 1, Integer::sum));
        return counts;
    }

    ExportReport warned(List<String> more) {
        if (more.isEmpty()) {
            return this;
        }
        List<String> all = new ArrayList<>(more);
        all.addAll(warnings);
        return new ExportReport(conversation, at, policy, voice, validUntil, summaryBy, before, after, turns, all);
    }
}
