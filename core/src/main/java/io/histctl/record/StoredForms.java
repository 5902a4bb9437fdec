package io.histctl.record;

import io.histctl.model.Role;
import io.histctl.store.QuotableTurn;
import io.histctl.store.StoredConversation;
import io.histctl.store.TurnAssembler;
import io.histctl.store.Turns;
import io.histctl.wire.JsonSlice;
import io.histctl.wire.chat.CallSignature;
import io.histctl.wire.chat.MatchKey;
import io.histctl.wire.chat.MessageReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the forms in which the stored turns of a conversation may appear in a request. */
final class StoredForms {
    private final StoredConversation conversation;
    private final Turns turns;
    private List<StoredForm> newest = List.of();
    private int newestLimit;

    StoredForms(StoredConversation conversation, Turns turns) {
        this.conversation = conversation;
        this.turns = turns;
    }

    /** The newest turns, in order. They are read again only if an earlier call did not read as many. */
    List<StoredForm> last(int limit) {
        boolean all = newest.size() < newestLimit;
        if (limit > newestLimit && !all) {
            newest = forms(turns.last(conversation, limit));
            newestLimit = limit;
        }
        return newest.subList(Math.max(0, newest.size() - limit), newest.size());
    }

    /** The oldest turns, in order. */
    List<StoredForm> first(int limit) {
        return forms(turns.first(conversation, limit));
    }

    /** The turns after a position, in order. */
    List<StoredForm> after(long position) {
        return forms(turns.after(conversation, position));
    }

    /**
     * The turns before a question that began the history anew: its reply answers a request that showed no earlier one.
     * Empty for another question.
     */
    List<Long> beforeBeginning(long question) {
        int start = indexOf(newest, question);
        int reply = start;
        while (0 <= reply && reply < newest.size() && newest.get(reply).role() != Role.ASSISTANT) {
            reply++;
        }
        boolean began = 0 <= reply
                && reply < newest.size()
                && Boolean.FALSE.equals(newest.get(reply).afterReply());
        return began ? before(newest.get(start).position()) : List.of();
    }

    /** The turns before a question, if the last of them is a reply. */
    private List<Long> before(long question) {
        List<StoredForm> all = last(Integer.MAX_VALUE);
        int start = indexOf(all, question);
        return start > 0 && all.get(start - 1).role() == Role.ASSISTANT
                ? all.subList(0, start).stream().map(StoredForm::position).toList()
                : List.of();
    }

    /** The turns before the messages of a request that a reply answers, if the last of them is a reply. */
    List<Long> beforeRequestOf(long reply, List<RequestForm> request) {
        List<StoredForm> all = last(Integer.MAX_VALUE);
        int start = indexOf(all, reply) - request.size();
        return start > 0 && !request.isEmpty() && all.get(start).matches(request.get(0))
                ? before(all.get(start).position())
                : List.of();
    }

    private static int indexOf(List<StoredForm> forms, long position) {
        for (int i = forms.size() - 1; i >= 0; i--) {
            if (forms.get(i).position() == position) {
                return i;
            }
        }
        return -1;
    }

    private List<StoredForm> forms(List<QuotableTurn> found) {
        List<StoredForm> forms = new ArrayList<>(found.size());
        for (QuotableTurn turn : found) {
            forms.add(form(turn));
        }
        return forms;
    }

    private StoredForm form(QuotableTurn turn) {
        QuotableTurn.Content content = turn.content();
        boolean incomplete = turn.origin().incomplete();
        boolean assistant = turn.role().equals(Role.ASSISTANT.toString());
        boolean silent = assistant && !content.text() && !content.refusal() && turn.idHash() == null;
        return new StoredForm(
                turn.position(),
                Role.of(turn.role()),
                turn.matchKey(),
                content.tools() || silent || turn.unheard() || incomplete,
                turn.idHash() != null || content.sounds() || (assistant && content.tools()),
                others(turn),
                flaw(turn, silent),
                turn.origin().afterReply(),
                message -> isChanged(turn, message));
    }

    private static StoredForm.Flaw flaw(QuotableTurn turn, boolean silent) {
        if (turn.content().invalid()) {
            return StoredForm.Flaw.INVALID;
        }
        // exports never send a broken call or a reply without words
        return turn.origin().incomplete() && !turn.content().tools() && !silent
                ? StoredForm.Flaw.BROKEN_OFF
                : StoredForm.Flaw.NONE;
    }

    /** A form that the app sent later, and the API accepted, replaces an earlier one. */
    private boolean isChanged(QuotableTurn turn, RequestForm message) {
        if (Role.of(turn.role()) != message.role()) {
            return false;
        }
        if (turn.content().invalid() && message.valid()) {
            return true;
        }
        boolean sameKey = turn.matchKey() == message.key();
        if (message.calls() != null && sameKey && turn.content().tools()) {
            return calls(turn).filter(own -> !own.equals(message.calls())).isPresent();
        }
        return message.answers() != null && !sameKey && message.answers().equals(answers(turn));
    }

    private @Nullable String answers(QuotableTurn turn) {
        return turns.at(conversation, turn.position())
                .map(stored -> TurnAssembler.message(stored).toolCallId())
                .orElse(null);
    }

    private Optional<CallSignature> calls(QuotableTurn turn) {
        long position = turn.position();
        return turns.at(conversation, position)
                .map(stored -> CallSignature.of(
                        MessageReader.readCalls(JsonSlice.of(stored.row().message()), "turn " + position)));
    }

    private Supplier<Set<Long>> others(QuotableTurn turn) {
        Long words = turn.transcriptKey();
        return words == null ? new Once(() -> read(turn)) : () -> Set.of(words);
    }

    private Set<Long> read(QuotableTurn turn) {
        return turns.at(conversation, turn.position())
                .map(stored ->
                        MatchKey.others(TurnAssembler.turn(stored, conversation.instructionsVersion()), turn.idHash()))
                .orElse(Set.of());
    }

    /** Reads keys when they are first asked for, and only then. */
    private static final class Once implements Supplier<Set<Long>> {
        private final Supplier<Set<Long>> reader;
        private @Nullable Set<Long> keys;

        private Once(Supplier<Set<Long>> reader) {
            this.reader = reader;
        }

        @Override
        public Set<Long> get() {
            Set<Long> known = keys == null ? reader.get() : keys;
            keys = known;
            return known;
        }
    }
}
