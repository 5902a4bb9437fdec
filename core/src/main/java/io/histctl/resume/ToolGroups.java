package io.histctl.resume;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which tool calls and results belong together (V4, V5): an assistant turn with calls and the tool turns right behind
 * it. A group that is not answered whole can't be sent.
 */
final class ToolGroups {
    private final List<Outline> body;
    private final Set<String> answeredLater;
    private final Set<Long> unanswered = new HashSet<>();
    private final Set<Long> orphans = new HashSet<>();
    private int pendingFrom;

    /**
     * @param body the turns of the conversation in order
     * @param answeredLater call ids whose results the caller appends behind the history
     */
    ToolGroups(List<Outline> body, Set<String> answeredLater) {
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

    /** Whether the turn is a result without its call, or of a call that is left out. */
    boolean isOrphan(Outline turn) {
        return orphans.contains(turn.position());
    }

    /** Index of the turn whose calls are answered behind the history; the size of the body where there is none. */
    int pendingFrom() {
        return pendingFrom;
    }

    private int group(int start) {
        Outline first = body.get(start);
        if (first.isToolResult()) {
            orphans.add(first.position());
            return start + 1;
        }
        if (first.calls().isEmpty()) {
            return start + 1;
        }
        Set<String> open = new HashSet<>(first.calls());
        int end = start + 1;
        for (; end < body.size() && body.get(end).isToolResult(); end++) {
            String answers = body.get(end).answers();
            if (answers == null || !open.remove(answers)) {
                orphans.add(body.get(end).position());
            }
        }
        if (end == body.size() && !open.isEmpty() && answeredLater.containsAll(open)) {
            pendingFrom = start;
        } else if (!open.isEmpty()) {
            unanswered.add(first.position());
            body.subList(start + 1, end).forEach(result -> orphans.add(result.position()));
        }
        return end;
    }
}
