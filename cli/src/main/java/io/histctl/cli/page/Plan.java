package io.histctl.cli.page;

import io.histctl.Conversation;
import io.histctl.error.InvalidPayloadException;
import io.histctl.error.OverBudgetException;
import io.histctl.export.ExportOptions;
import io.histctl.export.ExportReport;
import io.histctl.resume.Decision;
import io.histctl.resume.PlannedTurn;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an export at an instant would do with each turn, or why it would fail. */
final class Plan {
    private final @Nullable ExportReport report;
    private final @Nullable String problem;
    private final Map<Long, PlannedTurn> turns = new HashMap<>();
    private final List<Long> folded = new ArrayList<>();

    private Plan(@Nullable ExportReport report, @Nullable String problem) {
        this.report = report;
        this.problem = problem;
        if (report != null) {
            for (PlannedTurn turn : report.turns()) {
                turns.put(turn.position(), turn);
                if (turn.decision() == Decision.SUMMARIZED) {
                    folded.add(turn.position());
                }
            }
        }
    }

    static Plan of(Conversation chat, Instant at) {
        try {
            return new Plan(chat.exportTo(OutputStream.nullOutputStream(), ExportOptions.DEFAULT.withAt(at)), null);
        } catch (InvalidPayloadException | OverBudgetException e) {
            return new Plan(null, e.getMessage());
        }
    }

    /** Null if the export fails. */
    @Nullable
    ExportReport report() {
        return report;
    }

    /** Why the export fails; null if it does not. */
    @Nullable
    String problem() {
        return problem;
    }

    /** What becomes of a turn; null if that is unknown. */
    @Nullable
    PlannedTurn turn(long position) {
        return turns.get(position);
    }

    /** The turns that the summary stands for; empty if there is no summary. */
    List<Long> folded() {
        return folded;
    }
}
