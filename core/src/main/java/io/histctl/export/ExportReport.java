package io.histctl.export;

import io.histctl.model.Tokens;
import io.histctl.resume.Decision;
import io.histctl.resume.PlannedTurn;
import io.histctl.resume.Policy;
import io.histctl.resume.Voice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of a conversation's turns in an export.
 *
 * @param validUntil when the first audio id that the payload uses dies; null: it uses none
 * @param summaryBy who made the summary, {@code digest} or a model's name, a kept one's too; null: it has none
 * @param counts how many turns there are of each decision
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
        Map<Decision, Integer> counts,
        Tokens before,
        Tokens after,
        List<PlannedTurn> turns,
        List<String> warnings) {
    public ExportReport {
        counts = Map.copyOf(counts);
        turns = List.copyOf(turns);
        warnings = List.copyOf(warnings);
    }

    ExportReport warned(List<String> more) {
        if (more.isEmpty()) {
            return this;
        }
        List<String> all = new ArrayList<>(more);
        all.addAll(warnings);
        return new ExportReport(
                conversation, at, policy, voice, validUntil, summaryBy, counts, before, after, turns, all);
    }
}
