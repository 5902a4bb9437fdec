package io.histctl.record;

import io.histctl.model.Role;
import io.histctl.store.QuotableTurn;
import io.histctl.store.StoredConversation;
import io.histctl.store.TurnAssembler;
import io.histctl.store.Turns;
import io.histctl.summary.SummaryMessage;
import io.histctl.summary.SummarySignature;
import io.histctl.wire.JsonSlice;
import io.histctl.wire.chat.CallSignature;
import io.histctl.wire.chat.ChatMessage;
import io.histctl.wire.chat.MatchKey;
import io.histctl.wire.chat.MessageReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which messages of a request are not stored yet. The cost is usually linear in the request; the stored history is
 * scanned only if the request does not continue its end.
 *
 * @param instructions leading instructions that are not stored yet
 * @param newBlock whether they take the place of those in force; else they stand behind them
 * @param body the other messages that are not stored yet
 * @param replacedFrom position from which stored turns are replaced; {@link Long#MAX_VALUE}: none
 * @param dropped positions of stored replies that are no longer part of the conversation
 * @param atEnd whether the request continues the end of the stored turns
 * @param inside whether the request's messages all lie inside the stored turns
 */
record RequestDiff(
        List<ChatMessage> instructions,
        boolean newBlock,
        List<ChatMessage> body,
        long replacedFrom,
        List<Long> dropped,
        boolean atEnd,
        boolean inside) {

    /** Which of these messages are not stored yet. */
    static RequestDiff of(
            List<ChatMessage> messages, Situation situation, StoredConversation conversation, Turns turns) {
        return new Finder(situation, conversation, turns).find(messages);
    }

    /** Where a request begins to differ from the stored turns, laid along their beginning; empty if nothing matches. */
    static Optional<RequestDiff> byBeginning(
            List<ChatMessage> messages, Situation situation, StoredConversation conversation, Turns turns) {
        return new Finder(situation, conversation, turns).byBeginning(messages);
    }

    /**
     * What is known of a request besides its messages.
     *
     * @param answered whether a reply came, so that it does not matter whether the messages lie inside
     * @param wholeHistory whether the messages are all that the app knows of the conversation
     * @param follows position of the stored turn that the messages follow; null if that is to be found
     * @param at when it was sent
     */
    record Situation(
            boolean answered,
            boolean wholeHistory,
            @Nullable Long follows,
            Instant at) {}

    private record Finder(Situation situation, StoredConversation conversation, Turns turns) {
        /** What is sent message by message is looked for among the last few: it may be told twice. */
        private static final int BEYOND_A_MESSAGE = 16;

        /** A request mostly ends where the stored turns do, but for a few that it leaves out. */
        private static final int NEAR = 4;

        /** A request is rarely the whole of a long history; so many turns beyond its length are looked at. */
        private static final int BEYOND = 64;

        private SummarySignature signature() {
            return new SummarySignature(turns.firstReply(conversation), conversation.name());
        }

        RequestDiff find(List<ChatMessage> messages) {
            int leading = 0;
            while (leading < messages.size()
                    && messages.get(leading).message().role().instructs()) {
                OptionalLong covered = SummaryMessage.coveredThrough(
                        messages.get(leading).message().text(), this::signature);
                if (covered.isPresent() && covered.getAsLong() <= conversation.lastPosition()) {
                    return behindSummary(messages, leading, covered.getAsLong());
                }
                leading++;
            }
            List<Long> inForce = turns.leadingKeys(conversation);
            if (!startsWith(messages, inForce)) {
                List<ChatMessage> body = kept(from(leading, messages));
                return behindInstructions(
                        messages.subList(0, leading), body, alignment(body, isHistory(body, messages, leading)));
            }
            List<ChatMessage> body = kept(from(inForce.size(), messages));
            Alignment alignment = alignment(body, isHistory(body, messages, inForce.size()));
            return inForce.size() < leading && !alignment.found()
                    ? addedInstructions(messages, leading, behindInstructions(List.of(), body, alignment))
                    : behindInstructions(List.of(), body, alignment);
        }

        /** Instructions behind those in force that are no stored turn: they join them, where the rest is known. */
        private RequestDiff addedInstructions(List<ChatMessage> messages, int leading, RequestDiff otherwise) {
            List<ChatMessage> body = kept(from(leading, messages));
            Alignment alignment = alignment(body, isHistory(body, messages, leading));
            return alignment.found() ? behindInstructions(messages.subList(0, leading), body, alignment) : otherwise;
        }

        private RequestDiff behindSummary(List<ChatMessage> messages, int summary, long through) {
            List<Long> inForce = turns.leadingKeys(conversation);
            List<ChatMessage> ahead = messages.subList(0, summary);
            // instructions of mid-conversation that were folded stand between the leading ones and the summary
            int own = ahead.size() - folded(ahead, turns.instructionKeys(conversation, through));
            boolean inPlace = own == inForce.size() && startsWith(ahead, inForce);
            List<ChatMessage> body = messages.subList(summary + 1, messages.size());
            List<StoredForm> behind = forms(turns.after(conversation, through));
            return behindInstructions(
                    inPlace ? List.of() : ahead.subList(0, own),
                    body,
                    Alignment.behindSummary(requestForms(body), behind));
        }

        private RequestDiff behindInstructions(
                List<ChatMessage> instructions, List<ChatMessage> body, Alignment alignment) {
            return new RequestDiff(
                    instructions,
                    !instructions.isEmpty(),
                    body.subList(alignment.firstNew(), body.size()),
                    alignment.replacedFrom(),
                    alignment.dropped(),
                    alignment.reachesEnd(),
                    alignment.inside());
        }

        private Optional<RequestDiff> byBeginning(List<ChatMessage> messages) {
            int leading = 0;
            while (leading < messages.size()
                    && messages.get(leading).message().role().instructs()) {
                leading++;
            }
            List<ChatMessage> body = kept(from(leading, messages));
            List<StoredForm> first = forms(turns.first(conversation, 2 * body.size() + BEYOND));
            return Alignment.byBeginning(requestForms(body), first)
                    .map(alignment -> behindInstructions(List.of(), body, alignment));
        }

        /** The messages without those at the beginning that were forgotten. */
        private List<ChatMessage> kept(List<ChatMessage> body) {
            boolean single = body.size() == 1 && !situation.wholeHistory();
            if (conversation.extent().forgottenThrough() == 0 || (single && !isOld())) {
                return body;
            }
            Map<Long, Integer> forgotten = turns.forgottenKeys(conversation);
            int known = 0;
            int most = situation.answered() ? body.size() - 1 : body.size(); // a reply needs its question
            while (known < most && isForgotten(body.get(known), forgotten)) {
                known++;
            }
            return from(known, body);
        }

        private static boolean isForgotten(ChatMessage message, Map<Long, Integer> forgotten) {
            Integer left = forgotten.computeIfPresent(message.key(), (key, count) -> count - 1);
            return left != null && left >= 0;
        }

        /** Whether a message alone, which nothing answers, was sent before the turns that are kept. */
        private boolean isOld() {
            List<QuotableTurn> first = turns.first(conversation, 1);
            return !situation.answered()
                    && !first.isEmpty()
                    && situation.at().toEpochMilli()
                            < turns.get(conversation, first.get(0).position())
                                    .row()
                                    .saidAt();
        }

        /** Whether the messages showed more of the conversation than is left of them: it was forgotten. */
        private static boolean isHistory(List<ChatMessage> body, List<ChatMessage> messages, int leading) {
            return body.size() < messages.size() - leading;
        }

        private Alignment alignment(List<ChatMessage> body, boolean history) {
            if (history && body.isEmpty()) {
                return new Alignment(0, Long.MAX_VALUE, true);
            }
            List<RequestForm> request = requestForms(body);
            Long follows = situation.follows();
            if (follows != null) {
                return Alignment.behindSummary(request, forms(turns.after(conversation, follows)));
            }
            boolean quotesReply = history || hasReply(request);
            if (!quotesReply && request.size() + (situation.wholeHistory() ? 1 : 0) > 1) {
                Optional<Alignment> whole = ofQuestions(request);
                if (whole.isPresent()) {
                    return whole.get();
                }
            }
            boolean answered = situation.answered();
            Optional<Alignment> near = quotesReply || answered ? near(request, quotesReply) : Optional.empty();
            if (near.isPresent()) {
                return near.get();
            }
            int limit = 2 * body.size() + (quotesReply ? BEYOND : BEYOND_A_MESSAGE);
            List<StoredForm> last = last(limit);
            Alignment alignment = Alignment.of(request, last, quotesReply);
            if (alignment.reachesEnd() || !quotesReply || last.size() < limit) {
                return alignment;
            }
            return Alignment.of(request, last(Integer.MAX_VALUE), true);
        }

        private Optional<Alignment> near(List<RequestForm> request, boolean quotesReply) {
            List<StoredForm> near = last(request.size() + NEAR);
            if (certain(near) <= request.size()) {
                return Optional.empty(); // a run that begins farther back may have enough messages to reach the end
            }
            Optional<Alignment> atEnd = Alignment.atEnd(request, near, quotesReply);
            return atEnd.isPresent() || quotesReply ? atEnd : Optional.of(Alignment.ALL_NEW);
        }

        /** Several questions, or all that the app knows, without the replies that it dropped. */
        private Optional<Alignment> ofQuestions(List<RequestForm> request) {
            int limit = 2 * request.size() + BEYOND_A_MESSAGE;
            List<StoredForm> stored = last(limit);
            if (stored.size() == limit) {
                return Optional.empty();
            }
            Optional<Alignment> whole = Alignment.ofQuestions(request, stored);
            boolean repeats = whole.isPresent() && whole.get().firstNew() == request.size();
            return repeats && !situation.answered()
                    ? Optional.of(new Alignment(request.size(), Long.MAX_VALUE, true))
                    : whole;
        }

        /** How many of the turns no request leaves out. */
        private static int certain(List<StoredForm> forms) {
            int count = 0;
            for (StoredForm turn : forms) {
                count += turn.mayBeMissing() ? 0 : 1;
            }
            return count;
        }

        private List<StoredForm> last(int limit) {
            return forms(turns.last(conversation, limit));
        }

        private static List<ChatMessage> from(int index, List<ChatMessage> messages) {
            return messages.subList(index, messages.size());
        }

        private static boolean startsWith(List<ChatMessage> messages, List<Long> keys) {
            if (keys.isEmpty() || messages.size() < keys.size()) {
                return false;
            }
            for (int i = 0; i < keys.size(); i++) {
                if (messages.get(i).key() != keys.get(i)) {
                    return false;
                }
            }
            return true;
        }

        /** How many messages at the end are stored instructions of mid-conversation, of which some may be missing. */
        private static int folded(List<ChatMessage> ahead, List<Long> stored) {
            int count = 0;
            for (int i = stored.size() - 1; i >= 0 && count < ahead.size(); i--) {
                count += ahead.get(ahead.size() - 1 - count).key() == stored.get(i) ? 1 : 0;
            }
            return count;
        }

        private static List<RequestForm> requestForms(List<ChatMessage> body) {
            List<RequestForm> forms = new ArrayList<>(body.size());
            for (ChatMessage message : body) {
                forms.add(RequestForm.of(message));
            }
            return forms;
        }

        private static boolean hasReply(List<RequestForm> request) {
            for (RequestForm form : request) {
                if (form.role() == Role.ASSISTANT) {
                    return true;
                }
            }
            return false;
        }

        private List<StoredForm> forms(List<QuotableTurn> known) {
            List<StoredForm> forms = new ArrayList<>(known.size());
            for (QuotableTurn form : known) {
                forms.add(form(form));
            }
            return forms;
        }

        private StoredForm form(QuotableTurn form) {
            boolean assistant = form.role().equals(Role.ASSISTANT.toString());
            boolean silent =
                    assistant && !form.content().text() && !form.content().refusal() && form.idHash() == null;
            boolean changes = form.idHash() != null
                    || form.content().sounds()
                    || (assistant && form.content().tools());
            return new StoredForm(
                    form.position(),
                    Role.of(form.role()),
                    form.matchKey(),
                    form.content().tools()
                            || silent
                            || form.unheard()
                            || form.origin().incomplete(),
                    changes,
                    others(form),
                    form.origin().incomplete() && !form.content().tools(), // exports never send a broken call
                    () -> assistant && form.content().tools() ? calls(form) : Optional.empty());
        }

        private Optional<CallSignature> calls(QuotableTurn form) {
            return turns.at(conversation, form.position())
                    .map(turn -> CallSignature.of(
                            MessageReader.readCalls(JsonSlice.of(turn.row().message()), "turn " + form.position())));
        }

        private Supplier<Set<Long>> others(QuotableTurn form) {
            Long words = form.transcriptKey();
            return words == null ? new Others(this, form) : () -> Set.of(words);
        }

        private Set<Long> read(QuotableTurn form) {
            return turns.at(conversation, form.position())
                    .map(stored -> MatchKey.others(
                            TurnAssembler.turn(stored, conversation.instructionsVersion()), form.idHash()))
                    .orElse(Set.of());
        }
    }

    /** The other forms of a turn, read once and only when asked for. */
    private static final class Others implements Supplier<Set<Long>> {
        private final Finder finder;
        private final QuotableTurn form;
        private @Nullable Set<Long> found;

        private Others(Finder finder, QuotableTurn form) {
            this.finder = finder;
            this.form = form;
        }

        @Override
        public Set<Long> get() {
            Set<Long> keys = found == null ? finder.read(form) : found;
            found = keys;
            return keys;
        }
    }
}
