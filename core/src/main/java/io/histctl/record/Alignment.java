package io.histctl.record;

import io.histctl.error.InvalidInputException;
import io.histctl.model.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Where the messages of a request match the stored turns, and what is new.
 *
 * @param from position of the first stored turn that matches; {@link Long#MAX_VALUE} for none
 * @param firstNew index of the first message that is not stored yet
 * @param replacedFrom position from which stored turns are no longer part of the conversation; {@link Long#MAX_VALUE} for
 *     none
 * @param inside whether all messages match stored turns, and more turns follow
 * @param dropped positions of stored replies that the request leaves out because they broke off
 */
record Alignment(long from, int firstNew, long replacedFrom, boolean inside, List<Long> dropped) {
    private static final long NONE = Long.MAX_VALUE;

    /** About a second of comparisons; only a request that repeats itself thousands of times needs more. */
    private static final long MAX_STEPS = 100_000_000;

    /** The alignment of messages that are all new. */
    static final Alignment ALL_NEW = new Alignment(0, NONE, false);

    /** The alignment of no messages: nothing is new. */
    static final Alignment NOTHING_NEW = new Alignment(0, NONE, true);

    Alignment {
        dropped = List.copyOf(dropped);
    }

    /** An alignment that drops no reply. */
    Alignment(int firstNew, long replacedFrom, boolean inside) {
        this(NONE, firstNew, replacedFrom, inside, List.of());
    }

    /**
     * Aligns the messages with the end of the stored turns if possible, unless only a user's words match there while
     * replies match elsewhere; otherwise with an earlier part, and the stored turns after the match are replaced.
     *
     * @param request the messages, without leading instructions and without a summary of ours
     * @param stored the newest stored turns, or all of them
     * @param hasAssistant whether the request quotes a reply, so that it is a history and not a single message
     * @throws InvalidInputException if there are so many similar messages that finding their place takes too long
     */
    static Alignment of(List<RequestForm> request, List<StoredForm> stored, boolean hasAssistant) {
        Optional<Alignment> sure = atEnd(request, stored, hasAssistant);
        if (sure.isPresent()) {
            return sure.get();
        }
        Run best = Run.NOTHING;
        Run end = Run.NOTHING;
        for (Run run : runs(request, stored)) {
            if (run.reachesEnd) {
                end = run.messages > end.messages ? run : end;
            } else if (run.messages > best.messages) {
                best = run;
            }
        }
        // words that a user repeats may match the end by chance, a reply does not
        if (end.messages > 0 && (end.messages >= best.messages || best.replies == 0)) {
            return withEnd(end, request);
        }
        boolean inside = !request.isEmpty() && best.messages == request.size();
        if (!hasAssistant) {
            return new Alignment(0, NONE, inside);
        }
        long replacedFrom = best.messages > 0 ? best.nextPosition : first(stored);
        return new Alignment(best.from, best.messages, replacedFrom, inside, best.dropped);
    }

    /** Aligns the messages with the end of the stored turns; empty if it is not certain that they continue there. */
    static Optional<Alignment> atEnd(List<RequestForm> request, List<StoredForm> stored, boolean hasAssistant) {
        boolean askedAgain = false;
        for (Run run : runs(request, stored)) {
            boolean sure = !isReply(run.messages, request) && (run.replies > 0 || !hasAssistant);
            if (run.reachesEnd && run.messages > 0 && sure) {
                return askedAgain && run.messages < request.size()
                        ? Optional.empty()
                        : Optional.of(withEnd(run, request));
            }
            askedAgain |= hasAssistant && run.messages == request.size(); // earlier words may be said again at the end
        }
        return Optional.empty();
    }

    /** Whether any of the messages, and therefore the first, matches a stored turn. */
    boolean found() {
        return firstNew > 0 || inside;
    }

    /**
     * Aligns messages that follow a known position.
     *
     * @param later all stored turns after that position
     */
    static Alignment after(List<RequestForm> request, List<StoredForm> later) {
        Run run = run(request, later, 0);
        if (run.reachesEnd) {
            return withEnd(run, request);
        }
        return notAtEnd(run, request);
    }

    /** Aligns the messages with the first stored turns, from the very first on; empty if not even that one matches. */
    static Optional<Alignment> byBeginning(List<RequestForm> request, List<StoredForm> first) {
        Run run = request.isEmpty() ? Run.NOTHING : run(request, first, 0);
        return run.messages == 0 ? Optional.empty() : Optional.of(notAtEnd(run, request));
    }

    /**
     * Aligns questions alone with the stored turns, from the very first on and leaving out replies. Empty unless they show
     * the whole history: every stored message except replies, up to the end of the shorter one.
     */
    static Optional<Alignment> ofQuestions(List<RequestForm> request, List<StoredForm> stored) {
        List<Long> dropped = new ArrayList<>();
        int message = 0;
        for (StoredForm turn : stored) {
            if (turn.role() == Role.ASSISTANT) {
                if (!turn.mayBeMissing()
                        || turn.brokenOff()) { // exports omit such turns, so a missing one means nothing
                    dropped.add(turn.position());
                }
            } else if (message < request.size() && turn.matches(request.get(message))) {
                message++;
            } else {
                return Optional.empty();
            }
        }
        return message == 0 ? Optional.empty() : Optional.of(new Alignment(NONE, message, NONE, false, dropped));
    }

    /** This alignment of a request that also drops stored turns before those that it drops already. */
    Alignment dropping(List<Long> earlier) {
        List<Long> all = new ArrayList<>(earlier);
        all.addAll(dropped);
        return new Alignment(from, firstNew, replacedFrom, inside, all);
    }

    /** Whether the messages continue the end of the stored turns. */
    boolean reachesEnd() {
        return firstNew > 0 && replacedFrom == NONE;
    }

    /**
     * Whether the request continues with a reply that is not stored. Then the match may consist of words that only happen
     * to be said again at the end.
     */
    private static boolean isReply(int index, List<RequestForm> request) {
        return index < request.size() && request.get(index).role() == Role.ASSISTANT;
    }

    /**
     * A match of consecutive messages, the first of them with a given stored turn.
     *
     * @param from position of that turn
     * @param replies the number of messages that are an assistant's
     * @param missing whether stored turns follow the last one that matches
     */
    private record Run(
            long from,
            int messages,
            int replies,
            long nextPosition,
            boolean reachesEnd,
            boolean missing,
            int steps,
            List<Long> dropped) {
        static final Run NOTHING = new Run(NONE, 0, 0, NONE, false, false, 0, List.of());
    }

    private static Alignment withEnd(Run run, List<RequestForm> request) {
        return new Alignment(run.from, run.messages, NONE, run.missing && run.messages == request.size(), run.dropped);
    }

    private static Alignment notAtEnd(Run run, List<RequestForm> request) {
        return new Alignment(run.from, run.messages, run.nextPosition, run.messages == request.size(), run.dropped);
    }

    /** The matches that begin at each stored turn that the first message matches, computed one by one. */
    private static Iterable<Run> runs(List<RequestForm> request, List<StoredForm> stored) {
        long[] steps = {0};
        return () -> IntStream.range(0, request.isEmpty() ? 0 : stored.size())
                .filter(start -> stored.get(start).matches(request.get(0)))
                .mapToObj(start -> run(request, stored, start))
                .peek(run -> ensureBounded(steps[0] += run.steps))
                .iterator();
    }

    private static void ensureBounded(long steps) {
        if (steps > MAX_STEPS) {
            throw new InvalidInputException(
                    "the request has too many similar messages to find where it continues the stored history; record it"
                            + " in a conversation of its own");
        }
    }

    private static Run run(List<RequestForm> request, List<StoredForm> stored, int start) {
        int message = 0;
        int replies = 0;
        int at = start;
        long from = stored.isEmpty() ? NONE : stored.get(start).position();
        boolean missing = false;
        List<Long> dropped = List.of();
        while (at < stored.size()) {
            StoredForm turn = stored.get(at);
            if (message < request.size() && turn.isChangedBy(request.get(message))) {
                return new Run(from, message, replies, turn.position(), false, true, at - start, dropped);
            }
            if (message < request.size() && turn.matches(request.get(message))) {
                replies += turn.role() == Role.ASSISTANT ? 1 : 0;
                message++;
                missing = false;
            } else if (turn.mayBeMissing()) {
                missing = true;
                dropped = turn.brokenOff() ? with(dropped, turn.position()) : dropped;
            } else {
                return new Run(from, message, replies, turn.position(), false, true, at - start, dropped);
            }
            at++;
        }
        return new Run(from, message, replies, NONE, true, missing, at - start, dropped);
    }

    private static List<Long> with(List<Long> positions, long position) {
        List<Long> more = new ArrayList<>(positions);
        more.add(position);
        return more;
    }

    private static long first(List<StoredForm> stored) {
        return stored.isEmpty() ? NONE : stored.get(0).position();
    }
}
