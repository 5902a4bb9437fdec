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
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an export at an instant would do with each turn, or why it would fail. */
final class Plan {
    private final @Nullable ExportReport report;
    private final @Nullable String problem;
    private final long firstFolded;

    private Plan(@Nullable ExportReport report, @Nullable String problem) {
        this.report = report;
        this.problem = problem;
        this.firstFolded = report == null
                ? 0
                : report.turns().stream()
                        .filter(turn -> turn.decision() == Decision.SUMMARIZED)
                        .mapToLong(PlannedTurn::position)
                        .findFirst()
                        .orElse(0);
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
        List<PlannedTurn> turns = report == null ? List.of() : report.turns();
        int low = 0;
        int high = turns.size() - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (turns.get(middle).position() < position) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == high && turns.get(low).position() == position ? turns.get(low) : null;
    }

    /** Position of the first turn that the summary stands for; 0 if none is folded. */
    long firstFolded() {
        return firstFolded;
    }
}
