package io.histctl.record;

import io.histctl.error.InvalidInputException;
import io.histctl.error.Remedy;
import io.histctl.store.Change;
import io.histctl.store.Changes;
import io.histctl.store.Changes.Edit;
import io.histctl.store.NewTurn;
import io.histctl.store.Reading;
import io.histctl.store.StoredConversation;
import io.histctl.store.Turns.StoredReply;
import io.histctl.wire.JsonSlice;
import io.histctl.wire.chat.ChatError;
import io.histctl.wire.chat.ChatMessage;
import io.histctl.wire.chat.ChatReply;
import io.histctl.wire.chat.ChatRequest;
import io.histctl.wire.chat.ChatSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Plans what recording an exchange changes. Writes nothing.
 *
 * @hidden
 */
@API(status = API.Status.INTERNAL)
public final class Recorder {
    private final Reading reading;
    private final CapturedExchange exchange;
    private final Optional<StoredConversation> found;

    private Recorder(Reading reading, CapturedExchange exchange) {
        this.reading = reading;
        this.exchange = exchange;
        this.found = reading.conversations().find(exchange.conversation());
    }

    /**
     * What recording an exchange changes, and the report about it.
     *
     * @throws io.histctl.error.HistoryException if the exchange can't be recorded
     */
    public static Change<Recorded> plan(Reading reading, CapturedExchange exchange) {
        return new Recorder(reading, exchange).plan();
    }

    private Change<Recorded> plan() {
        if (exchange.response() instanceof ChatError error) {
            return new RefusedExchange(reading, exchange).plan(error, found);
        }
        ChatReply reply = (ChatReply) exchange.response();
        if (found.isPresent() && reply != null) {
            ReplyIdentity identity = new ReplyIdentity(reading.turns(), found.get(), exchange);
            Optional<StoredReply> known = identity.find(reply);
            if (known.isPresent()) {
                return new Correction(reading.turns(), found.get(), exchange)
                        .of(known.get())
                        .map(corrected -> new Recorder(reading, corrected).store(found.get(), reply))
                        .orElseGet(() -> repeat(found.get(), known.get(), reply));
            }
            if (identity.isForgotten(reply)) {
                return duplicate(null);
            }
        }
        if (found.isEmpty() && isEmpty(exchange.request()) && (reply == null || reply.message() == null)) {
            return duplicate(null);
        }
        long at = exchange.at().toEpochMilli();
        return store(found.orElseGet(() -> StoredConversation.begin(exchange.conversation(), at)), reply);
    }

    private static boolean isEmpty(@Nullable ChatRequest request) {
        return request == null || request.messages().isEmpty();
    }

    private Change<Recorded> store(StoredConversation conversation, @Nullable ChatReply reply) {
        ensureStored(conversation, exchange.place().follows());
        ChatMessage answer = reply == null ? null : reply.message();
        ChatRequest request = exchange.request();
        List<ChatMessage> messages = request == null ? List.of() : request.messages();
        RequestDiff diff = RequestDiff.of(messages, exchange.situation(answer != null), conversation, reading.turns());
        if (reply == null || answer == null) {
            return diff.inside() ? askedAgain(conversation, diff) : append(conversation, diff, reply, builder -> null);
        }
        return late(conversation, diff, reply, answer)
                .orElseGet(() -> append(conversation, diff, reply, builder -> {
                    NewTurn turn = builder.reply(reply, exchange.replyKey(), answer);
                    return RecordedReply.of(turn, reply);
                }));
    }

    private Optional<Change<Recorded>> late(
            StoredConversation conversation, RequestDiff diff, ChatReply reply, ChatMessage answer) {
        return conversation.isStored() && exchange.place().follows() == null
                ? new LateReply(reading.turns(), conversation, exchange, builder(conversation))
                        .plan(reply, answer, diff)
                : Optional.empty();
    }

    private Change<Recorded> append(
            StoredConversation conversation,
            RequestDiff diff,
            @Nullable ChatReply reply,
            Function<TurnBuilder, @Nullable RecordedReply> answer) {
        TurnBuilder builder = builder(conversation);
        diff.instructions().forEach(builder::instruction);
        diff.body().forEach(builder::message);
        RecordedReply answered = answer.apply(builder);
        int replaced = diff.replacedFrom() == Long.MAX_VALUE
                ? 0
                : reading.turns().countFrom(conversation, diff.replacedFrom());
        List<Edit> edits = edits(builder, diff, replaced);
        edits.addAll(spokenWords(
                conversation, builder.turns(), Math.min(diff.replacedFrom(), conversation.lastPosition() + 1)));
        Recorded result = edits.isEmpty()
                ? new Recorded.Duplicate(exchange.context(), null)
                : new Recorded.Stored(
                        exchange.context(),
                        builder.added(edits),
                        replaced + diff.dropped().size(),
                        answered);
        edits.addAll(new ReferenceExpiry(reading).signedAgain(exchange.request(), conversation));
        return new Change<>(result, new Changes(changed(conversation, builder, reply), edits));
    }

    private StoredConversation changed(
            StoredConversation conversation, TurnBuilder builder, @Nullable ChatReply reply) {
        ChatRequest request = exchange.request();
        Instant created = reply == null ? null : reply.created();
        return conversation.with(
                request == null ? conversation.settings() : request.settingsJson(),
                builder.instructionsVersion(),
                exchange.at().toEpochMilli(),
                created == null ? null : (Long) created.toEpochMilli());
    }

    private static void ensureStored(StoredConversation conversation, @Nullable Long follows) {
        if (follows != null && (follows < 0 || follows > conversation.lastPosition())) {
            throw new InvalidInputException(
                    "there is no turn " + follows + " that the request could follow, " + conversation.name() + " has "
                            + conversation.lastPosition() + (conversation.lastPosition() == 1 ? " turn" : " turns")
                            + "; name one of them, or 0 for the beginning",
                    Remedy.SHOW_TURNS);
        }
    }

    private static List<Edit> edits(TurnBuilder builder, RequestDiff diff, int replaced) {
        List<Edit> edits = new ArrayList<>();
        if (replaced > 0) {
            edits.add(new Changes.ReplaceFrom(diff.replacedFrom()));
            edits.add(new Changes.DropSummariesFrom(diff.replacedFrom()));
        }
        edits.addAll(drop(diff.dropped()));
        if (!builder.turns().isEmpty()) {
            edits.add(new Changes.Append(builder.turns()));
        }
        return edits;
    }

    /** A question at the end that is asked again, still without a reply, may come with other settings. */
    private Change<Recorded> askedAgain(StoredConversation conversation, RequestDiff diff) {
        Change<Recorded> same = duplicate(conversation, null, conversation.lastPosition() + 1);
        ChatRequest request = exchange.request();
        return same.result() instanceof Recorded.Duplicate && diff.atEnd() && request != null
                ? new Change<>(
                        same.result(),
                        Changes.of(conversation.with(
                                request.settingsJson(),
                                conversation.instructionsVersion(),
                                conversation.lastAt(),
                                null)))
                : same;
    }

    /** A duplicate may add the words of its speech, or correct settings. */
    private Change<Recorded> duplicate(StoredConversation conversation, @Nullable Long position, long end) {
        List<Edit> words = conversation.isStored() ? spokenWords(conversation, List.of(), end) : List.of();
        boolean corrected = correctsSettings(conversation);
        if (words.isEmpty() && !corrected) {
            return duplicate(position);
        }
        ChatRequest request = exchange.request();
        StoredConversation changed = conversation.with(
                request != null && corrected ? request.settingsJson() : conversation.settings(),
                conversation.instructionsVersion(),
                conversation.lastAt(),
                null);
        return new Change<>(
                new Recorded.Stored(exchange.context(), Recorded.NewTurns.NONE, 0, null), new Changes(changed, words));
    }

    /** Settings that break a rule are corrected by the newest request, recorded again. */
    private boolean correctsSettings(StoredConversation conversation) {
        ChatRequest request = exchange.request();
        return request != null
                && conversation.isStored()
                && request.correctsSettings(conversation.settings())
                && new ReplyIdentity(reading.turns(), conversation, exchange).asksTheNewest();
    }

    private List<Edit> spokenWords(StoredConversation conversation, List<NewTurn> added, long end) {
        List<String> transcripts = exchange.place().transcripts();
        return transcripts.isEmpty() || exchange.continues()
                ? List.of()
                : new SpokenWords(reading.turns(), conversation).attach(transcripts, added, end);
    }

    private Change<Recorded> duplicate(@Nullable Long position) {
        return Change.none(new Recorded.Duplicate(exchange.context(), position));
    }

    /** A duplicate changes nothing, unless it completes a reply stored incomplete. */
    private Change<Recorded> repeat(StoredConversation conversation, StoredReply known, ChatReply reply) {
        ChatMessage message = reply.message();
        ChatRequest request = exchange.request();
        List<Long> dropped = request == null
                ? List.of()
                : new BegunAnew(reading.turns(), conversation)
                        .dropped(known, request.messages(), afterReply(conversation));
        if (message == null
                || !(!known.reply() || isMore(reply, known) || (exchange.continues() && known.incomplete()))) {
            return dropped.isEmpty()
                    ? duplicate(conversation, known.position(), known.position())
                    : new Change<>(
                            new Recorded.Stored(exchange.context(), Recorded.NewTurns.NONE, dropped.size(), null),
                            new Changes(conversation, drop(dropped)));
        }
        NewTurn whole = builder(conversation).reply(reply, exchange.replyKey(), message, known.position());
        RecordedReply now = RecordedReply.of(whole, reply);
        if (known.reply() && reply.incomplete() && reply.size() == known.size()) {
            return Change.none(new Recorded.StillIncomplete(exchange.context(), now));
        }
        List<Edit> edits = new ArrayList<>(spokenWords(conversation, List.of(), known.position()));
        edits.addAll(drop(dropped));
        edits.add(new Changes.DropSummariesFrom(known.position()));
        edits.add(new Changes.Complete(whole));
        return new Change<>(
                reply.incomplete()
                        ? new Recorded.StillIncomplete(exchange.context(), now)
                        : new Recorded.Completed(exchange.context(), now),
                new Changes(conversation, edits));
    }

    private static List<Edit> drop(List<Long> positions) {
        return positions.isEmpty()
                ? List.of()
                : List.of(new Changes.ReplaceTurns(positions), new Changes.DropSummariesFrom(positions.get(0)));
    }

    /** Whether a reply has at least as much as the incomplete one that is stored. */
    private static boolean isMore(ChatReply reply, StoredReply known) {
        return known.incomplete() && (!reply.incomplete() || reply.size() >= known.size());
    }

    private TurnBuilder builder(StoredConversation conversation) {
        return new TurnBuilder(
                conversation, exchange.at(), settings(conversation), reading.turns(), afterReply(conversation));
    }

    private @Nullable Boolean afterReply(StoredConversation conversation) {
        ChatRequest request = exchange.request();
        return request == null
                ? null
                : RequestDiff.isAfterReply(request.messages(), exchange.situation(true), conversation, reading.turns());
    }

    private ChatSettings settings(StoredConversation conversation) {
        if (exchange.request() != null) {
            return exchange.request().settings();
        }
        byte[] stored = conversation.settings();
        return stored == null ? ChatSettings.NONE : ChatSettings.of(JsonSlice.of(stored));
    }
}
