package io.histctl.record;

import io.histctl.model.Role;
import io.histctl.wire.chat.ChatMessage;
import java.util.List;
import java.util.Optional;

/**
 * Aligns the messages of a request, without leading instructions, with the stored turns. Reads the newest turns only,
 * unless the request is a history that does not match their end.
 */
final class BodyAlignment {
    /** The number of turns among which a single message is looked for: it may be recorded twice. */
    private static final int TURNS_FOR_ONE_MESSAGE = 16;

    /** A request usually ends with the stored turns, except for a few that it leaves out. */
    private static final int NEAR = 4;

    /** The number of turns that are read beyond the request's length, since it may leave some out. */
    private static final int EXTRA_TURNS = 64;

    private final RequestDiff.Situation situation;
    private final StoredForms stored;

    BodyAlignment(RequestDiff.Situation situation, StoredForms stored) {
        this.situation = situation;
        this.stored = stored;
    }

    /** @param shortened whether the request began with messages that were forgotten, so that it is a history */
    Alignment of(List<ChatMessage> body, boolean shortened) {
        if (shortened && body.isEmpty()) {
            return Alignment.NOTHING_NEW;
        }
        List<RequestForm> request = RequestForm.all(body);
        Long follows = situation.follows();
        if (follows != null) {
            return Alignment.after(request, stored.after(follows));
        }
        boolean quotesReply = shortened || hasReply(request);
        if (!quotesReply && request.size() + (situation.wholeHistory() ? 1 : 0) > 1) {
            Optional<Alignment> whole = ofQuestions(request);
            if (whole.isPresent()) {
                return whole.get();
            }
        }
        Optional<Alignment> near = quotesReply || situation.answered() ? near(request, quotesReply) : Optional.empty();
        Alignment aligned = near.orElseGet(() -> far(request, quotesReply));
        if (aligned.from() != Long.MAX_VALUE && RequestForm.asksAfterReply(body)) {
            return aligned.dropping(stored.beforeBeginning(aligned.from()));
        }
        return aligned.found() || aligned.replacedFrom() != Long.MAX_VALUE || request.isEmpty()
                ? aligned
                : new Alignment(0, firstInvalidAtEnd(), false);
    }

    /** The API can't have accepted a message that breaks a rule, so the next request replaces it. */
    private long firstInvalidAtEnd() {
        List<StoredForm> last = stored.last(NEAR);
        long first = Long.MAX_VALUE;
        for (int i = last.size() - 1; i >= 0 && last.get(i).invalid(); i--) {
            first = last.get(i).position();
        }
        return first;
    }

    Optional<Alignment> byBeginning(List<ChatMessage> body) {
        return Alignment.byBeginning(RequestForm.all(body), stored.first(2 * body.size() + EXTRA_TURNS));
    }

    private Optional<Alignment> near(List<RequestForm> request, boolean quotesReply) {
        List<StoredForm> near = stored.last(request.size() + NEAR);
        if (certain(near) <= request.size()) {
            return Optional.empty(); // a match that begins farther back may have enough messages to reach the end
        }
        Optional<Alignment> atEnd = Alignment.atEnd(request, near, quotesReply);
        return atEnd.isPresent() || quotesReply ? atEnd : Optional.of(Alignment.ALL_NEW);
    }

    private Alignment far(List<RequestForm> request, boolean quotesReply) {
        int limit = 2 * request.size() + (quotesReply ? EXTRA_TURNS : TURNS_FOR_ONE_MESSAGE);
        List<StoredForm> last = stored.last(limit);
        Alignment alignment = Alignment.of(request, last, quotesReply);
        return alignment.reachesEnd() || !quotesReply || last.size() < limit
                ? alignment
                : Alignment.of(request, stored.last(Integer.MAX_VALUE), true);
    }

    /** Aligns questions alone, if the app dropped the replies between them. */
    private Optional<Alignment> ofQuestions(List<RequestForm> request) {
        int limit = 2 * request.size() + TURNS_FOR_ONE_MESSAGE;
        List<StoredForm> last = stored.last(limit);
        if (last.size() == limit) {
            return Optional.empty();
        }
        Optional<Alignment> whole = Alignment.ofQuestions(request, last);
        boolean repeats = whole.isPresent() && whole.get().firstNew() == request.size();
        return repeats && !situation.answered()
                ? Optional.of(new Alignment(request.size(), Long.MAX_VALUE, true))
                : whole;
    }

    /** The number of turns that no request leaves out. */
    private static int certain(List<StoredForm> forms) {
        int count = 0;
        for (StoredForm turn : forms) {
            count += turn.mayBeMissing() ? 0 : 1;
        }
        return count;
    }

    private static boolean hasReply(List<RequestForm> request) {
        for (RequestForm form : request) {
            if (form.role() == Role.ASSISTANT) {
                return true;
            }
        }
        return false;
    }
}
