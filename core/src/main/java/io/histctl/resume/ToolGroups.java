package io.histctl.resume;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds which tool calls and results are sent. An assistant turn with calls and the tool results that directly follow
 * it form a group, which is sent whole or not at all (V4, V5). Results answer calls in order, since an id may occur
 * twice.
 */
final class ToolGroups {
    private final List<Outline> body;
    private final List<String> answeredLater;
    private final Set<Long> unanswered = new HashSet<>();
    private final Map<Long, Reason> omitted = new HashMap<>();
    private int pendingFrom;

    /**
     * @param body the current turns of the conversation in order
     * @param answeredLater ids of calls whose results the caller appends
     */
    ToolGroups(List<Outline> body, List<String> answeredLater) {
        this.body = body;
        this.answeredLater = answeredLater;
        this.pendingFrom = body.size();
        for (int i = 0; i < body.size(); ) {
            i = group(i);
        }
    }

    /** Whether the turn's calls have no results, so that they must be left out. */
    boolean isUnanswered(Outline turn) {
        return unanswered.contains(turn.position());
    }

    /** Why a tool result is not sent; null if it is sent, or if the turn is not a tool result. */
    @Nullable
    Reason whyOmitted(Outline turn) {
        return omitted.get(turn.position());
    }

    /** Whether the turn's calls are answered by what is appended. */
    boolean isPending(Outline turn) {
        return pendingFrom < body.size() && body.get(pendingFrom).position() == turn.position();
    }

    /** Index of the turn whose calls are answered by what is appended; the number of turns if there is none. */
    int pendingFrom() {
        return pendingFrom;
    }

    private int group(int start) {
        Outline first = body.get(start);
        if (first.isToolResult()) {
            omitted.put(first.position(), Reason.ORPHAN_RESULT);
            return start + 1;
        }
        List<String> open = new ArrayList<>(first.tools().calls());
        int end = start + 1;
        while (end < body.size() && body.get(end).isToolResult()) {
            match(body.get(end), open, first);
            end++;
        }
        if (!open.isEmpty() && end == body.size() && areAnsweredLater(open)) {
            pendingFrom = start;
        } else if (!open.isEmpty()) {
            unanswered.add(first.position());
            body.subList(start + 1, end).forEach(result -> omitted.put(result.position(), Reason.ORPHAN_RESULT));
        }
        return end;
    }

    private void match(Outline result, List<String> open, Outline first) {
        String answers = result.tools().answers();
        if (answers == null || !open.remove(answers)) {
            boolean answered = answers != null && first.tools().calls().contains(answers);
            omitted.put(result.position(), answered ? Reason.DUPLICATE_RESULT : Reason.ORPHAN_RESULT);
        }
    }

    private boolean areAnsweredLater(List<String> open) {
        List<String> later = new ArrayList<>(answeredLater);
        return open.stream().allMatch(later::remove);
    }
}
