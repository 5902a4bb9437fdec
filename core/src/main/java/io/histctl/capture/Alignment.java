package io.histctl.capture;

import io.histctl.model.Role;
import java.util.List;

/**
 * What of a request is new: its messages laid along the stored turns.
 *
 * @param firstNew index of the first message that is not stored yet
 * @param replacedFrom position from which stored turns are no longer part of the conversation;
 *     {@link Long#MAX_VALUE}: none
 * @param inside whether all messages lie inside the stored turns, with others behind them
 */
public record Alignment(int firstNew, long replacedFrom, boolean inside) {
    private static final long NONE = Long.MAX_VALUE;

    /**
     * Lays the messages along the stored turns: with their end where that can be, and not merely by a user's words
     * while replies lie elsewhere; else along a stored beginning, whose later turns are then replaced.
     *
     * @param request the messages, without leading instructions and without a summary of ours
     * @param stored the last of the stored turns, or all of them
     * @param hasAssistant whether the request quotes a reply, so that it is a history and not a single message
     */
    public static Alignment of(List<RequestForm> request, List<StoredForm> stored, boolean hasAssistant) {
        Run best = new Run(0, 0, NONE, false);
        Run end = new Run(0, 0, NONE, true);
        for (int start = 0; start < stored.size(); start++) {
            Run run = run(request, stored, start);
            if (run.reachesEnd && (run.replies > 0 || (run.messages > 0 && !hasAssistant))) {
                return new Alignment(run.messages, NONE, false);
            }
            if (run.reachesEnd) {
                end = run.messages > end.messages ? run : end;
            } else if (run.messages > best.messages) {
                best = run;
            }
        }
        // words that a user says again and again may meet the end by chance, a reply does not
        if (end.messages > 0 && best.replies == 0) {
            return new Alignment(end.messages, NONE, false);
        }
        boolean inside = !request.isEmpty() && best.messages == request.size();
        if (!hasAssistant) {
            return new Alignment(0, NONE, inside);
        }
        long replacedFrom = best.messages > 0 ? best.nextPosition : first(stored);
        return new Alignment(best.messages, replacedFrom, inside);
    }

    /**
     * Lays the messages behind a summary of ours along the turns behind those that it covers.
     *
     * @param behind the stored turns behind the covered ones, all of them
     */
    public static Alignment behindSummary(List<RequestForm> request, List<StoredForm> behind) {
        Run run = run(request, behind, 0);
        if (run.reachesEnd) {
            return new Alignment(run.messages, NONE, false);
        }
        return new Alignment(run.messages, run.nextPosition, run.messages == request.size());
    }

    /** Whether the messages go on where the stored turns end. */
    public boolean reachesEnd() {
        return firstNew > 0 && replacedFrom == NONE;
    }

    private record Run(int messages, int replies, long nextPosition, boolean reachesEnd) {}

    private static Run run(List<RequestForm> request, List<StoredForm> stored, int start) {
        int message = 0;
        int replies = 0;
        int at = start;
        while (at < stored.size()) {
            StoredForm turn = stored.get(at);
            if (message < request.size() && turn.matches(request.get(message))) {
                replies += turn.role() == Role.ASSISTANT ? 1 : 0;
                message++;
            } else if (!turn.mayBeMissing()) {
                return new Run(message, replies, turn.position(), false);
            }
            at++;
        }
        return new Run(message, replies, NONE, true);
    }

    private static long first(List<StoredForm> stored) {
        return stored.isEmpty() ? NONE : stored.get(0).position();
    }
}
