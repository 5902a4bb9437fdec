package io.histctl.resume;

import io.histctl.model.Role;
import io.histctl.resume.PolicyHistory.Form;
import java.util.ArrayList;
import java.util.List;

/** How far the current turns of a conversation are folded, and why each of them is. */
final class Fold {
    private final Terms terms;
    private final List<Outline> body;
    private final ToolGroups groups;
    private final PolicyHistory history;
    private final long lastThatMustFold;
    private final long policyThrough;
    private final int policyEnd;
    private final int end;

    /** @param body the current turns of the conversation in order */
    Fold(Terms terms, List<Outline> body, ToolGroups groups) {
        this.terms = terms;
        this.body = body;
        this.groups = groups;
        this.history = history(groups.pendingFrom());
        this.lastThatMustFold = history.lastThatMustFold();
        this.policyThrough = terms.policy().foldThrough(history);
        this.policyEnd = endOfExchange(endThrough(policyThrough));
        this.end = Math.max(policyEnd, endThrough(terms.foldThrough()));
    }

    /** The position through which turns are folded; 0 if none are. */
    long through() {
        return end == 0 ? 0 : body.get(end - 1).position();
    }

    /** Why a folded turn is folded. */
    Reason reason(Outline turn) {
        if (policyEnd == 0 || turn.position() > body.get(policyEnd - 1).position()) {
            return Reason.TOKEN_LIMIT;
        }
        if (form(turn) == Form.TEXT_OF_AUDIO && turn.speech() != null) {
            return Reason.of(turn.speech().status().state(terms.at(), terms.margin()));
        }
        if (terms.wantsAudio() && form(turn) == Form.TEXT) {
            return Reason.TEXT_ENDANGERS_VOICE;
        }
        if (turn.position() < lastThatMustFold) {
            return Reason.PRECEDES_FOLDED;
        }
        return turn.position() <= policyThrough ? Reason.POLICY : Reason.SAME_EXCHANGE;
    }

    /** Whether the policy would fold the turn whose calls are answered by what is appended, if it could be folded. */
    boolean wouldFold(Outline pending) {
        return terms.policy().foldThrough(history(groups.pendingFrom() + 1)) >= pending.position();
    }

    /** The positions at which a fold can end: between exchanges, and without an unanswered question. */
    List<Long> possibleEnds() {
        List<Long> ends = new ArrayList<>();
        for (int index = 1; index <= answeredEnd(); index++) {
            if (index == body.size() || beginsExchange(index)) {
                ends.add(body.get(index - 1).position());
            }
        }
        return ends;
    }

    private PolicyHistory history(int size) {
        return new PolicyHistory(
                terms.at(),
                terms.wantsAudio(),
                body.stream()
                        .limit(size)
                        .map(turn -> new PolicyHistory.Turn(
                                turn.position(),
                                turn.role(),
                                form(turn),
                                turn.cost().unchanged()))
                        .toList());
    }

    private Form form(Outline turn) {
        if (!turn.isAssistant() || terms.isSkipped(turn)) {
            return Form.OTHER;
        }
        if (turn.speech() != null) {
            return turn.speech().isUsable(terms.at(), terms.margin()) ? Form.AUDIO_ID : Form.TEXT_OF_AUDIO;
        }
        return turn.content().text() ? Form.TEXT : Form.OTHER;
    }

    private int endThrough(long position) {
        int index = 0;
        while (index < answeredEnd() && body.get(index).position() <= position) {
            index++;
        }
        return index;
    }

    private int endOfExchange(int from) {
        int index = from;
        while (index > 0 && index < groups.pendingFrom() && body.get(index).role() != Role.USER) {
            index++;
        }
        return index;
    }

    /** The index after the last turn that is not a user's: later user turns wait for an answer. */
    private int answeredEnd() {
        int index = groups.pendingFrom();
        while (index > 0 && body.get(index - 1).role() == Role.USER) {
            index--;
        }
        return index;
    }

    private boolean beginsExchange(int index) {
        return body.get(index).role() == Role.USER && body.get(index - 1).role() != Role.USER;
    }
}
