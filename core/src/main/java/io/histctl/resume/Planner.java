package io.histctl.resume;

import io.histctl.model.PartReference;
import io.histctl.model.PlannedPart;
import io.histctl.model.Reference;
import io.histctl.model.Tokens;
import io.histctl.model.Turn.Standing;
import io.histctl.resume.PlannedTurn.Calls;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of each stored turn. A pure function: the same turns and terms give the same plan.
 *
 * @hidden
 */
@API(status = API.Status.INTERNAL)
public final class Planner {
    /** About what a placeholder costs. */
    private static final long PLACEHOLDER_TOKENS = 8;

    private final Terms terms;
    private final ToolGroups groups;
    private final Fold fold;
    private final List<PlannedTurn> planned = new ArrayList<>();
    private Tokens before = Tokens.NONE;
    private Tokens after = Tokens.NONE;
    private @Nullable Instant validUntil;
    private boolean assistantText;

    private Planner(Terms terms, List<Outline> turns) {
        List<Outline> body = turns.stream()
                .filter(turn -> turn.standing() == Standing.CURRENT)
                .toList();
        this.terms = terms;
        this.groups = new ToolGroups(body, terms.answeredLater());
        this.fold = new Fold(terms, body, groups);
    }

    /**
     * Plans a conversation.
     *
     * @param turns all stored turns in the order of their positions
     */
    public static ResumePlan plan(List<Outline> turns, Terms terms) {
        return new Planner(terms, turns).plan(turns);
    }

    /** The positions at which a fold can end: between exchanges, and without an unanswered question. */
    public static List<Long> foldEnds(List<Outline> turns, Terms terms) {
        return new Planner(terms, turns).fold.possibleEnds();
    }

    /** The positions at which an exchange ends that has an answer. */
    public static List<Long> exchangeEnds(List<Outline> turns) {
        return foldEnds(
                turns, new Terms(Instant.EPOCH, Duration.ZERO, Policy.transcript(), false, List.of(), false, 0));
    }

    private ResumePlan plan(List<Outline> turns) {
        for (Outline turn : turns) {
            PlannedTurn decided = decide(turn);
            before = before.plus(decided.cost().before());
            after = after.plus(decided.cost().after());
            planned.add(decided);
        }
        return new ResumePlan(terms, planned, fold.through(), voice(), validUntil, before, after);
    }

    private PlannedTurn decide(Outline turn) {
        return switch (turn.standing()) {
            case LEADING -> sent(turn, Decision.VERBATIM, Calls.KEPT, Reason.LEADING_INSTRUCTIONS);
            case SUPERSEDED -> notSent(turn, Decision.OMITTED, Reason.SUPERSEDED_INSTRUCTIONS);
            case REPLACED -> notSent(turn, Decision.OMITTED, Reason.REPLACED);
            case CURRENT -> turn.position() <= fold.through() ? folded(turn) : current(turn);
        };
    }

    private PlannedTurn folded(Outline turn) {
        return turn.role().instructs()
                ? sent(turn, Decision.VERBATIM, Calls.KEPT, Reason.FOLDED_INSTRUCTIONS)
                : notSent(turn, Decision.SUMMARIZED, fold.reason(turn));
    }

    private PlannedTurn current(Outline turn) {
        Reason omitted = groups.whyOmitted(turn);
        if (omitted != null) {
            return notSent(turn, Decision.OMITTED, omitted);
        }
        if (turn.isAssistant()) {
            return assistant(turn);
        }
        if (turn.content().soundDeleted()) {
            return sent(turn, Decision.AS_TRANSCRIPT, Calls.KEPT, Reason.SOUND_DELETED);
        }
        return parts(turn).stream().anyMatch(PlannedPart::expired)
                ? sent(turn, Decision.WITH_PLACEHOLDERS, Calls.KEPT, Reason.REFERENCE_EXPIRED)
                : sent(turn, Decision.VERBATIM, Calls.KEPT, Reason.UNCHANGED);
    }

    private PlannedTurn assistant(Outline turn) {
        boolean unanswered = groups.isUnanswered(turn);
        Calls calls = unanswered ? Calls.LEFT_OUT : Calls.KEPT;
        if (terms.isSkipped(turn)) {
            return turn.hasCalls() && !unanswered
                    ? sent(turn, Decision.VERBATIM, Calls.ALONE, Reason.CALLS_OF_UNHEARD)
                    : notSent(turn, Decision.OMITTED, Reason.UNHEARD);
        }
        if (groups.isPending(turn) && fold.wouldFold(turn)) {
            return sent(turn, Decision.VERBATIM, Calls.ALONE, Reason.CALLS_WITHOUT_WORDS);
        }
        if (turn.speech() != null) {
            return spoken(turn, turn.speech().status().state(terms.at(), terms.margin()), calls);
        }
        if (turn.content().text()) {
            return sent(turn, Decision.VERBATIM, calls, Reason.TEXT);
        }
        if (turn.content().refusal()) {
            return sent(turn, Decision.VERBATIM, calls, Reason.REFUSAL);
        }
        return turn.hasCalls() && !unanswered
                ? sent(turn, Decision.VERBATIM, calls, Reason.TOOL_CALLS)
                : notSent(turn, Decision.OMITTED, unanswered ? Reason.UNANSWERED_CALLS : Reason.EMPTY);
    }

    private PlannedTurn spoken(Outline turn, AudioStatus.State state, Calls calls) {
        if (state == AudioStatus.State.USABLE) {
            return sent(turn, Decision.BY_AUDIO_ID, calls, Reason.AUDIO_USABLE);
        }
        return turn.content().text()
                ? sent(turn, Decision.VERBATIM, calls, Reason.TEXT_WITHOUT_AUDIO)
                : sent(turn, Decision.AS_TRANSCRIPT, calls, Reason.of(state));
    }

    private PlannedTurn sent(Outline turn, Decision decision, Calls calls, Reason reason) {
        if (decision == Decision.BY_AUDIO_ID && turn.speech() != null) {
            validAtMost(turn.speech().status().expiry());
        } else if (turn.isAssistant() && calls != Calls.ALONE) {
            assistantText |= turn.content().text() || decision == Decision.AS_TRANSCRIPT;
        }
        List<PlannedPart> parts = parts(turn);
        turn.content().references().stream()
                .map(PartReference::reference)
                .filter(reference -> !isExpired(reference))
                .forEach(reference -> validAtMost(reference.expiresAt()));
        return planned(turn, decision, calls, reason, parts, cost(turn, decision, parts));
    }

    private static Tokens cost(Outline turn, Decision decision, List<PlannedPart> parts) {
        long placeholders = parts.stream().filter(PlannedPart::expired).count();
        Tokens sent = decision == Decision.AS_TRANSCRIPT
                ? turn.cost().inWords()
                : turn.cost().unchanged();
        return placeholders == 0 ? sent : sent.plus(new Tokens(placeholders * PLACEHOLDER_TOKENS, 0, false));
    }

    private List<PlannedPart> parts(Outline turn) {
        return turn.content().references().stream()
                .filter(part -> part.renewed() || isExpired(part.reference()))
                .map(part -> new PlannedPart(part.part(), part.reference(), isExpired(part.reference())))
                .toList();
    }

    private boolean isExpired(Reference reference) {
        return reference.isExpired(terms.at().plus(terms.margin()));
    }

    private void validAtMost(@Nullable Instant expiry) {
        if (expiry != null && (validUntil == null || expiry.isBefore(validUntil))) {
            validUntil = expiry;
        }
    }

    private static PlannedTurn notSent(Outline turn, Decision decision, Reason reason) {
        return planned(turn, decision, Calls.KEPT, reason, List.of(), Tokens.NONE);
    }

    private static PlannedTurn planned(
            Outline turn, Decision decision, Calls calls, Reason reason, List<PlannedPart> parts, Tokens after) {
        boolean leading = turn.standing() == Standing.LEADING;
        Tokens before =
                leading || turn.standing() == Standing.CURRENT ? turn.cost().unchanged() : Tokens.NONE;
        return new PlannedTurn(
                turn.position(),
                turn.role(),
                leading,
                decision,
                calls,
                reason,
                turn.speech(),
                parts,
                new PlannedTurn.Cost(before, after));
    }

    private Voice voice() {
        if (!terms.wantsAudio()) {
            return Voice.NOT_WANTED;
        }
        if (assistantText) {
            return Voice.AT_RISK;
        }
        return fold.through() > 0 ? Voice.RESET : Voice.SAFE;
    }
}
