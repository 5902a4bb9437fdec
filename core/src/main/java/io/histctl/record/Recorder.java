package io.histctl.record;

import io.histctl.model.Hash;
import io.histctl.record.Recorded.Outcome;
import io.histctl.store.ConversationRow;
import io.histctl.store.KnownTurns;
import io.histctl.store.OpenConversations;
import io.histctl.store.Session;
import io.histctl.store.Summaries;
import io.histctl.store.TurnReader;
import io.histctl.store.Turns;
import io.histctl.wire.chat.ChatError;
import io.histctl.wire.chat.ChatMessage;
import io.histctl.wire.chat.ChatReply;
import io.histctl.wire.chat.ChatRequest;
import io.histctl.wire.chat.ChatSettings;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Records exchanges, one or several, within one write transaction, which has to be finished. */
public final class Recorder {
    private final OpenConversations conversations;
    private final Turns turns;
    private final TurnReader reader;
    private final KnownTurns known;
    private final Summaries summaries;
    private final TurnWriter writer;

    public Recorder(Session session) {
        this.conversations = new OpenConversations(session);
        this.turns = new Turns(session);
        this.reader = new TurnReader(session);
        this.known = new KnownTurns(session);
        this.summaries = new Summaries(session);
        this.writer = new TurnWriter(session);
    }

    /** What an exchange comes to, with nothing left in it that can be wrong. */
    public interface Planned {
        /** Writes it, whole or, where the database fails, with its whole transaction not. */
        Recorded write();
    }

    /** Records one exchange alone in this transaction. */
    static Recorded record(Session session, CapturedExchange input) {
        Recorder recorder = new Recorder(session);
        Recorded recorded = recorder.plan(input).write();
        recorder.finish();
        return recorded;
    }

    /** Writes what is left to write for all that was recorded. */
    public void finish() {
        conversations.write();
    }

    /**
     * Finds what is new, to be written before the next one is planned. Nothing is written where it fails.
     *
     * @throws io.histctl.error.HistoryException where the exchange can't be recorded
     */
    public Planned plan(CapturedExchange input) {
        Optional<ConversationRow> found = conversations.find(input.conversation());
        if (input.response() instanceof ChatError error) {
            return () -> error(input, error, found);
        }
        ChatReply reply = (ChatReply) input.response();
        Optional<Turns.Known> known = found.flatMap(row -> known(row, input.replyKey()));
        if (known.isPresent() && reply != null) {
            return repeat(input, found.orElseThrow(), known.get(), reply);
        }
        if (found.isEmpty() && isEmpty(input.request()) && (reply == null || reply.message() == null)) {
            return () -> Recorded.of(input.conversation(), Outcome.KNOWN);
        }
        return store(
                input,
                found.orElseGet(() ->
                        conversations.begin(input.conversation(), input.at().toEpochMilli())),
                reply);
    }

    private static boolean isEmpty(@Nullable ChatRequest request) {
        return request == null || request.messages().isEmpty();
    }

    private Planned store(CapturedExchange input, ConversationRow row, @Nullable ChatReply reply) {
        List<ChatMessage> messages =
                input.request() == null ? List.of() : input.request().messages();
        ChatMessage answer = reply == null ? null : reply.message();
        RequestDiff newness = RequestDiff.of(messages, answer != null, input.wholeHistory(), row, known, reader);
        if (newness.inside() && answer == null) {
            return () -> Recorded.of(input.conversation(), Outcome.KNOWN);
        }
        TurnBuilder draft = new TurnBuilder(row, input.at(), settings(input, row));
        newness.instructions().forEach(draft::instruction);
        newness.body().forEach(draft::message);
        Recorded recorded = reply == null || answer == null
                ? Recorded.of(input.conversation(), Outcome.KNOWN)
                : draft.reply(reply, input.replyKey(), answer).told(input.conversation(), Outcome.STORED);
        ConversationRow changed = draft.row(
                input.request() == null ? row.settings() : input.request().settingsJson(),
                reply == null ? null : reply.created());
        return () -> draft.told(recorded, write(newness.replacedFrom(), draft, changed));
    }

    /** @return how many turns are replaced */
    private int write(long replacedFrom, TurnBuilder draft, ConversationRow row) {
        int replaced = replacedFrom == Long.MAX_VALUE ? 0 : turns.replaceFrom(row.id(), replacedFrom);
        if (replaced > 0) {
            summaries.dropFrom(row.id(), replacedFrom);
        }
        conversations.change(row);
        draft.turns().forEach(writer::insert);
        return replaced;
    }

    private Optional<Turns.Known> known(ConversationRow row, byte @Nullable [] replyKey) {
        return replyKey == null ? Optional.empty() : turns.find(row.id(), replyKey);
    }

    /** A repeat changes nothing, but that a reply which had come in part is taken as far as it came at most. */
    private Planned repeat(CapturedExchange input, ConversationRow row, Turns.Known known, ChatReply reply) {
        ChatMessage message = reply.message();
        if (message == null || !(isMore(reply, known) || (input.goesOn() && known.incomplete()))) {
            return () -> new Recorded(
                    row.name(), Outcome.KNOWN, 0, 0, 0, known.position(), null, null, false, false, false, null);
        }
        NewTurn whole = new TurnBuilder(row, input.at(), settings(input, row))
                .reply(reply, input.replyKey(), message, known.position());
        return () -> {
            summaries.dropFrom(row.id(), known.position());
            writer.complete(known.id(), whole);
            return whole.told(row.name(), reply.incomplete() ? Outcome.KNOWN : Outcome.COMPLETED);
        };
    }

    /** Of a stream that broke off, what came first may be the longer part. */
    private static boolean isMore(ChatReply reply, Turns.Known known) {
        return known.incomplete() && (!reply.incomplete() || reply.size() >= known.size());
    }

    private Recorded error(CapturedExchange input, ChatError error, Optional<ConversationRow> found) {
        String id = missing(error, input.request());
        if (!error.audioNotFound()) {
            return Recorded.of(input.conversation(), Outcome.REFUSED)
                    .error(null, error.code() != null ? error.code() : error.type());
        }
        Long position = id == null || found.isEmpty()
                ? null
                : turns.markGone(found.get().id(), Hash.ofId(id), input.at().toEpochMilli());
        return new Recorded(input.conversation(), Outcome.GONE, 0, 0, 0, position, id, null, false, false, false, null);
    }

    /** The error says it in its text; should that change, its param still names the message. */
    private static @Nullable String missing(ChatError error, @Nullable ChatRequest request) {
        String param = error.param();
        if (error.missingAudio() != null || param == null || request == null) {
            return error.missingAudio();
        }
        String digits = param.replaceAll(".*messages\\.?\\[(\\d{1,9})].*", "$1");
        int index = digits.matches("\\d{1,9}") ? Integer.parseInt(digits) : -1;
        return index >= 0 && index < request.messages().size()
                ? request.messages().get(index).audioId()
                : null;
    }

    private static ChatSettings settings(CapturedExchange input, ConversationRow row) {
        if (input.request() != null) {
            return input.request().settings();
        }
        byte[] stored = row.settings();
        return stored == null ? ChatSettings.NONE : ChatSettings.of(io.histctl.wire.JsonSlice.of(stored));
    }
}
