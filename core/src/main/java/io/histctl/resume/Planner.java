package io.histctl.resume;

import io.histctl.model.Role;
import io.histctl.model.Tokens;
import io.histctl.model.Turn.Standing;
import io.histctl.resume.PlannedTurn.Calls;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides what becomes of each stored turn. A pure function: the same turns and moment give the same plan. */
public final class Planner {
    private final Terms terms;
    private final List<Outline> body;
    private final ToolGroups groups;
    private final int neededEnd;
    private final int foldEnd;
    private final List<PlannedTurn> planned = new ArrayList<>();
    private Tokens before = Tokens.NONE;
    private Tokens after = Tokens.NONE;
    private @Nullable Instant validUntil;
    private boolean assistantText;

    /**
     * What is asked of a plan.
     *
     * @param at the moment at which ids are judged
     * @param margin how long an id must live beyond it
     * @param wantsAudio whether the request asks for a spoken reply
     * @param answeredLater tool call ids whose results the caller appends
     * @param skipUnheard whether a reply of which the user heard nothing is left out
     * @param foldThrough position through which turns are folded even where they need not be; 0: none
     */
    public record Terms(
            Instant at,
            Duration margin,
            Policy policy,
            boolean wantsAudio,
            Set<String> answeredLater,
            boolean skipUnheard,
            long foldThrough) {
        /** The same, folding at least so far. */
        public Terms foldingThrough(long position) {
            return new Terms(at, margin, policy, wantsAudio, answeredLater, skipUnheard, position);
        }
    }

    private Planner(Terms terms, List<Outline> turns) {
        this.terms = terms;
        this.body = turns.stream()
                .filter(turn -> turn.standing() == Standing.CURRENT)
                .toList();
        this.groups = new ToolGroups(body, terms.answeredLater);
        this.neededEnd = terms.policy == Policy.SUMMARY ? neededFoldEnd() : 0;
        this.foldEnd = Math.max(neededEnd, wantedFoldEnd());
    }

    /** The positions at which a fold can end: a user turn begins behind it, and it covers no unanswered question. */
    public static List<Long> foldEnds(List<Outline> turns, Terms terms) {
        Planner planner = new Planner(terms, turns);
        List<Long> ends = new ArrayList<>();
        for (int end = 1; end <= planner.answeredEnd(); end++) {
            if (end == planner.body.size() || planner.beginsExchange(end)) {
                ends.add(planner.body.get(end - 1).position());
            }
        }
        return ends;
    }

    /** The plan for these turns, which are all of a conversation's in the order of positions. */
    public static ResumePlan plan(List<Outline> turns, Terms terms) {
        return new Planner(terms, turns).plan(turns);
    }

    private ResumePlan plan(List<Outline> turns) {
        long foldedThrough = foldEnd == 0 ? 0 : body.get(foldEnd - 1).position();
        for (Outline turn : turns) {
            if (turn.standing() == Standing.CURRENT || turn.standing() == Standing.LEADING) {
                before = before.plus(turn.cost());
            }
            planned.add(decide(turn, turn.position() <= foldedThrough));
        }
        return new ResumePlan(terms.at, terms.policy, planned, foldedThrough, voice(), validUntil, before, after);
    }

    private PlannedTurn decide(Outline turn, boolean folded) {
        switch (turn.standing()) {
            case LEADING -> {
                return sent(turn, Decision.VERBATIM, Calls.KEPT, "the instructions in force");
            }
            case SUPERSEDED -> {
                return omitted(turn, "newer instructions took its place");
            }
            case REPLACED -> {
                return omitted(turn, "edited or regenerated; kept in the store");
            }
            case CURRENT -> {}
        }
        if (folded && turn.role().instructs()) {
            return sent(turn, Decision.VERBATIM, Calls.KEPT, "an instruction, sent ahead of the summary");
        }
        if (folded) {
            return new PlannedTurn(
                    turn.position(), turn.role(), false, Decision.SUMMARIZED, Calls.KEPT, whyFolded(turn));
        }
        if (groups.isOrphan(turn)) {
            return omitted(turn, "a tool result whose call is not sent");
        }
        return turn.isAssistant() ? assistant(turn) : other(turn);
    }

    private PlannedTurn other(Outline turn) {
        return turn.soundDeleted()
                ? sent(turn, Decision.AS_TRANSCRIPT, Calls.KEPT, "its sound was deleted, its words are kept")
                : sent(turn, Decision.VERBATIM, Calls.KEPT, "as it came");
    }

    private PlannedTurn assistant(Outline turn) {
        boolean unanswered = groups.isUnanswered(turn);
        Calls calls = unanswered ? Calls.LEFT_OUT : Calls.KEPT;
        if (isSkipped(turn) && (turn.calls().isEmpty() || unanswered)) {
            return omitted(turn, "the user heard nothing of it");
        }
        if (isSkipped(turn)) {
            return sent(turn, Decision.VERBATIM, Calls.ALONE, "only its tool calls; the user heard nothing of it");
        }
        if (isPending(turn) && mustFold(turn)) {
            return sent(turn, Decision.VERBATIM, Calls.ALONE, "only its tool calls, whose results follow");
        }
        Life life = turn.life();
        if (life != null && life.usable(terms.at, terms.margin)) {
            String heard = turn.heard() == null ? "" : "; the user heard " + turn.heard();
            return sent(turn, Decision.BY_AUDIO_ID, calls, life.words(terms.at) + heard);
        }
        if (turn.speaksText()) {
            return sent(turn, Decision.VERBATIM, calls, life == null ? "text" : "its text; its audio is dead");
        }
        if (life != null) {
            return sent(turn, Decision.AS_TRANSCRIPT, calls, why(life));
        }
        if (turn.refuses() || (!turn.calls().isEmpty() && !unanswered)) {
            return sent(turn, Decision.VERBATIM, calls, turn.refuses() ? "a refusal" : "tool calls");
        }
        return omitted(turn, unanswered ? "its tool calls have no results" : "it says nothing");
    }

    /** Behind the last turn that is dead or would cost the voice, and up to where a user turn begins. */
    private int neededFoldEnd() {
        int end = 0;
        for (int i = 0; i < body.size(); i++) {
            if (mustFold(body.get(i)) && i != groups.pendingFrom()) {
                end = i + 1;
            }
        }
        while (end > 0 && end < groups.pendingFrom() && body.get(end).role() != Role.USER) {
            end++;
        }
        return end;
    }

    private int wantedFoldEnd() {
        int end = 0;
        while (end < answeredEnd() && body.get(end).position() <= terms.foldThrough) {
            end++;
        }
        return end;
    }

    /** Behind the last turn that is not a user's: what users said since waits for an answer. */
    private int answeredEnd() {
        int end = groups.pendingFrom();
        while (end > 0 && body.get(end - 1).role() == Role.USER) {
            end--;
        }
        return end;
    }

    private boolean beginsExchange(int index) {
        return body.get(index).role() == Role.USER
                && (index == 0 || body.get(index - 1).role() != Role.USER);
    }

    private boolean mustFold(Outline turn) {
        return turn.isAssistant()
                && !isSkipped(turn)
                && ((terms.wantsAudio && turn.speaksText())
                        || (turn.life() != null && !turn.life().usable(terms.at, terms.margin)));
    }

    private boolean isSkipped(Outline turn) {
        return terms.skipUnheard && turn.unheard();
    }

    private boolean isPending(Outline turn) {
        return groups.pendingFrom() < body.size()
                && body.get(groups.pendingFrom()).position() == turn.position();
    }

    private PlannedTurn sent(Outline turn, Decision decision, Calls calls, String reason) {
        after = after.plus(decision == Decision.AS_TRANSCRIPT ? turn.costInWords() : turn.cost());
        if (decision == Decision.BY_AUDIO_ID && turn.life() != null) {
            Instant diesAt = turn.life().diesAt();
            validUntil = validUntil == null || diesAt.isBefore(validUntil) ? diesAt : validUntil;
        } else if (turn.isAssistant() && calls != Calls.ALONE) {
            assistantText |= turn.speaksText() || decision == Decision.AS_TRANSCRIPT;
        }
        boolean leading = turn.standing() == Standing.LEADING;
        return new PlannedTurn(turn.position(), turn.role(), leading, decision, calls, reason);
    }

    private static PlannedTurn omitted(Outline turn, String reason) {
        return new PlannedTurn(turn.position(), turn.role(), false, Decision.OMITTED, Calls.KEPT, reason);
    }

    private Voice voice() {
        if (!terms.wantsAudio) {
            return Voice.NOT_WANTED;
        }
        if (assistantText) {
            return Voice.AT_RISK;
        }
        return foldEnd > 0 ? Voice.RESET : Voice.SAFE;
    }

    private String whyFolded(Outline turn) {
        if (neededEnd == 0 || turn.position() > body.get(neededEnd - 1).position()) {
            return "folded to keep to the budget";
        }
        if (!mustFold(turn)) {
            return "before a turn that can't be sent";
        }
        return turn.life() == null ? "assistant text would endanger the voice" : why(turn.life());
    }

    private String why(Life life) {
        if (life.gone() || life.pruned()) {
            return "its audio is " + life.words(terms.at);
        }
        return life.usable(terms.at, Duration.ZERO)
                ? "its audio has " + life.words(terms.at) + ", less than the margin"
                : "its audio " + life.words(terms.at);
    }
}
