package io.histctl.record;

import io.histctl.error.InvalidInputException;
import io.histctl.model.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What of a request is new: its messages laid along the stored turns.
 *
 * @param firstNew index of the first message that is not stored yet
 * @param replacedFrom position from which stored turns are no longer part of the conversation;
 *     {@link Long#MAX_VALUE}: none
 * @param dropped positions of stored replies that the request leaves out because they broke off
 * @param inside whether all messages lie inside the stored turns, with others behind them
 */
public record Alignment(int firstNew, long replacedFrom, boolean inside, List<Long> dropped) {
    public Alignment {
        dropped = List.copyOf(dropped);
    }

    /** An alignment that drops no reply. */
    public Alignment(int firstNew, long replacedFrom, boolean inside) {
        this(firstNew, replacedFrom, inside, List.of());
    }

    private static final long NONE = Long.MAX_VALUE;

    /** So many comparisons take about a second; only a request that repeats itself thousands of times needs more. */
    private static final long MOST_STEPS = 100_000_000;

    /** Of messages that are all new. */
    public static final Alignment ALL_NEW = new Alignment(0, NONE, false);

    /**
     * Lays the messages along the stored turns: with their end where that can be, and not merely by a user's words
     * while replies lie elsewhere; else along a stored beginning, whose later turns are then replaced.
     *
     * @param request the messages, without leading instructions and without a summary of ours
     * @param stored the last of the stored turns, or all of them
     * @param hasAssistant whether the request quotes a reply, so that it is a history and not a single message
     * @throws InvalidInputException where the messages are so many and so alike that finding their place takes too long
     */
    public static Alignment of(List<RequestForm> request, List<StoredForm> stored, boolean hasAssistant) {
        Optional<Alignment> sure = atEnd(request, stored, hasAssistant);
        if (sure.isPresent()) {
            return sure.get();
        }
        Run best = new Run(0, 0, NONE, false, false, 0, List.of());
        Run end = new Run(0, 0, NONE, true, false, 0, List.of());
        for (Run run : runs(request, stored)) {
            if (run.reachesEnd) {
                end = run.messages > end.messages ? run : end;
            } else if (run.messages > best.messages) {
                best = run;
            }
        }
        // words that a user says again and again may meet the end by chance, a reply does not
        if (end.messages > 0 && (end.messages >= best.messages || best.replies == 0)) {
            return withEnd(end, request);
        }
        boolean inside = !request.isEmpty() && best.messages == request.size();
        if (!hasAssistant) {
            return new Alignment(0, NONE, inside);
        }
        long replacedFrom = best.messages > 0 ? best.nextPosition : first(stored);
        return new Alignment(best.messages, replacedFrom, inside, best.dropped);
    }

    /** The messages laid along the end of the stored turns, where it is sure that they go on there. */
    public static Optional<Alignment> atEnd(List<RequestForm> request, List<StoredForm> stored, boolean hasAssistant) {
        for (Run run : runs(request, stored)) {
            boolean sure = !isReply(run.messages, request) && (run.replies > 0 || !hasAssistant);
            if (run.reachesEnd && run.messages > 0 && sure) {
                return Optional.of(withEnd(run, request));
            }
        }
        return Optional.empty();
    }

    /** Whether any of the messages, and so the first, lies along a stored turn. */
    public boolean found() {
        return firstNew > 0 || inside;
    }

    /**
     * Lays the messages behind a summary of ours along the turns behind those that it covers.
     *
     * @param behind the stored turns behind the covered ones, all of them
     */
    public static Alignment behindSummary(List<RequestForm> request, List<StoredForm> behind) {
        Run run = run(request, behind, 0);
        if (run.reachesEnd) {
            return withEnd(run, request);
        }
        return new Alignment(run.messages, run.nextPosition, run.messages == request.size(), run.dropped);
    }

    /** Lays the messages along the stored turns from their very beginning; empty if not even the first one matches. */
    static Optional<Alignment> byBeginning(List<RequestForm> request, List<StoredForm> first) {
        Run run = request.isEmpty() ? new Run(0, 0, NONE, true, false, 0, List.of()) : run(request, first, 0);
        return run.messages == 0
                ? Optional.empty()
                : Optional.of(
                        new Alignment(run.messages, run.nextPosition, run.messages == request.size(), run.dropped));
    }

    /**
     * Lays questions alone along the stored turns from their very beginning, replies left out. Empty unless they show
     * the whole history: each stored message but replies, as far as both go.
     */
    static Optional<Alignment> ofQuestions(List<RequestForm> request, List<StoredForm> stored) {
        List<Long> dropped = new ArrayList<>();
        int message = 0;
        for (StoredForm turn : stored) {
            if (turn.role() == Role.ASSISTANT) {
                if (!turn.mayBeMissing() || turn.brokenOff()) { // the absence of what exports omit says nothing
                    dropped.add(turn.position());
                }
            } else if (message < request.size() && turn.matches(request.get(message))) {
                message++;
            } else {
                return Optional.empty();
            }
        }
        return message == 0 ? Optional.empty() : Optional.of(new Alignment(message, NONE, false, dropped));
    }

    /** Whether the messages go on where the stored turns end. */
    public boolean reachesEnd() {
        return firstNew > 0 && replacedFrom == NONE;
    }

    /**
     * Whether a reply stands there that is not stored where the request ought to go on: then the same words, said
     * once more at the end, may be all that matches.
     */
    private static boolean isReply(int index, List<RequestForm> request) {
        return index < request.size() && request.get(index).role() == Role.ASSISTANT;
    }

    /**
     * @param replies how many of the messages are an assistant's
     * @param missing whether stored turns follow the last one that matches
     */
    private record Run(
            int messages,
            int replies,
            long nextPosition,
            boolean reachesEnd,
            boolean missing,
            int steps,
            List<Long> dropped) {}

    private static Alignment withEnd(Run run, List<RequestForm> request) {
        return new Alignment(run.messages, NONE, run.missing && run.messages == request.size(), run.dropped);
    }

    /** The runs of the messages from each stored turn on that may be the first of them, made one by one. */
    private static Iterable<Run> runs(List<RequestForm> request, List<StoredForm> stored) {
        long[] steps = {0};
        return () -> IntStream.range(0, request.isEmpty() ? 0 : stored.size())
                .filter(start -> stored.get(start).matches(request.get(0)))
                .mapToObj(start -> run(request, stored, start))
                .peek(run -> ensureBounded(steps[0] += run.steps))
                .iterator();
    }

    private static void ensureBounded(long steps) {
        if (steps > MOST_STEPS) {
            throw new InvalidInputException(
                    "the messages of the request are too many and too alike to tell where it goes"
                            + " on from what is stored; record it in a conversation of its own");
        }
    }

    private static Run run(List<RequestForm> request, List<StoredForm> stored, int start) {
        int message = 0;
        int replies = 0;
        int at = start;
        boolean missing = false;
        List<Long> dropped = List.of();
        while (at < stored.size()) {
            StoredForm turn = stored.get(at);
            if (message < request.size() && turn.isChangedBy(request.get(message))) {
                return new Run(message, replies, turn.position(), false, true, at - start, dropped);
            }
            if (message < request.size() && turn.matches(request.get(message))) {
                replies += turn.role() == Role.ASSISTANT ? 1 : 0;
                message++;
                missing = false;
            } else if (turn.mayBeMissing()) {
                missing = true;
                dropped = turn.brokenOff() ? with(dropped, turn.position()) : dropped;
            } else {
                return new Run(message, replies, turn.position(), false, true, at - start, dropped);
            }
            at++;
        }
        return new Run(message, replies, NONE, true, missing, at - start, dropped);
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
