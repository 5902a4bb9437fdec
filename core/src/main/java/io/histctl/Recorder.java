package io.histctl;

import io.histctl.Recorded.Outcome;
import io.histctl.capture.CapturedError;
import io.histctl.capture.CapturedMessage;
import io.histctl.capture.CapturedReply;
import io.histctl.capture.CapturedRequest;
import io.histctl.capture.CapturedResponse;
import io.histctl.capture.Settings;
import io.histctl.model.Hash;
import io.histctl.store.ConversationRow;
import io.histctl.store.Conversations;
import io.histctl.store.KnownTurns;
import io.histctl.store.Session;
import io.histctl.store.Summaries;
import io.histctl.store.TurnReader;
import io.histctl.store.Turns;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes exchanges, one or several, within one write transaction. */
final class Recorder {
    private final Conversations conversations;
    private final Turns turns;
    private final TurnReader reader;
    private final KnownTurns known;
    private final Summaries summaries;
    private final TurnWriter writer;

    Recorder(Session session) {
        this.conversations = new Conversations(session);
        this.turns = new Turns(session);
        this.reader = new TurnReader(session);
        this.known = new KnownTurns(session);
        this.summaries = new Summaries(session);
        this.writer = new TurnWriter(session);
    }

    /**
     * What is to be recorded.
     *
     * @param at when it took place
     * @param goesOn whether the reply is one that this stream has stored, and has more of now
     */
    record Input(
            String conversation,
            @Nullable CapturedRequest request,
            @Nullable CapturedResponse response,
            Instant at,
            boolean goesOn) {}

    Recorded record(Input input) {
        Optional<ConversationRow> found = conversations.find(input.conversation);
        if (input.response instanceof CapturedError error) {
            return error(input, error, found);
        }
        CapturedReply reply = (CapturedReply) input.response;
        Optional<Turns.Known> known = found.flatMap(row -> known(row, reply));
        if (known.isPresent() && reply != null) {
            return repeat(input, found.orElseThrow(), known.get(), reply);
        }
        if (found.isEmpty() && isEmpty(input.request) && (reply == null || reply.message() == null)) {
            return Recorded.of(input.conversation, Outcome.KNOWN);
        }
        ConversationRow row = found.orElseGet(() -> conversations.create(input.conversation, input.at.toEpochMilli()));
        return store(input, row, reply);
    }

    private static boolean isEmpty(@Nullable CapturedRequest request) {
        return request == null || request.messages().isEmpty();
    }

    private Recorded store(Input input, ConversationRow row, @Nullable CapturedReply reply) {
        List<CapturedMessage> messages = input.request == null ? List.of() : input.request.messages();
        CapturedMessage answer = reply == null ? null : reply.message();
        Newness newness = Newness.of(messages, answer != null, row, known, reader);
        if (newness.inside() && answer == null) {
            return Recorded.of(input.conversation, Outcome.KNOWN);
        }
        int replaced =
                newness.replacedFrom() == Long.MAX_VALUE ? 0 : turns.replaceFrom(row.id(), newness.replacedFrom());
        if (replaced > 0) {
            summaries.dropFrom(row.id(), newness.replacedFrom());
            known.changed(row.id());
        }
        Settings settings = settings(input, row);
        Draft draft = new Draft(row, input.at, settings);
        newness.instructions().forEach(message -> writer.instruction(draft, message));
        newness.body().forEach(message -> writer.message(draft, message));
        Recorded recorded = Recorded.of(input.conversation, draft.count() > 0 ? Outcome.STORED : Outcome.KNOWN);
        if (reply != null && answer != null) {
            recorded = writer.reply(draft, reply, answer);
        }
        conversations.update(draft.row(
                input.request == null ? row.settings() : input.request.settingsJson(),
                reply == null ? null : reply.created()));
        known.add(row.id(), draft.forms());
        return draft.told(recorded, replaced);
    }

    private Optional<Turns.Known> known(ConversationRow row, @Nullable CapturedReply reply) {
        String identity = reply == null ? null : reply.identity();
        return identity == null ? Optional.empty() : turns.find(row.id(), Hash.ofId(identity));
    }

    /** A repeat changes nothing, but that a reply which had come in part is taken as far as it came at most. */
    private Recorded repeat(Input input, ConversationRow row, Turns.Known known, CapturedReply reply) {
        CapturedMessage message = reply.message();
        if (message != null && (isMore(reply, known) || (input.goesOn && known.incomplete()))) {
            Draft draft = new Draft(row, input.at, settings(input, row));
            summaries.dropFrom(row.id(), known.position());
            this.known.changed(row.id());
            return writer.complete(draft, known, reply, message);
        }
        return new Recorded(
                row.name(), Outcome.KNOWN, 0, 0, 0, known.position(), null, null, false, false, false, null);
    }

    /** Of a stream that broke off, what came first may be the longer part. */
    private static boolean isMore(CapturedReply reply, Turns.Known known) {
        return known.incomplete() && (!reply.incomplete() || reply.size() >= known.size());
    }

    private Recorded error(Input input, CapturedError error, Optional<ConversationRow> found) {
        String id = missing(error, input.request);
        if (!error.audioNotFound()) {
            return Recorded.of(input.conversation, Outcome.REFUSED)
                    .error(null, error.code() != null ? error.code() : error.type());
        }
        Long position = id == null || found.isEmpty()
                ? null
                : turns.markGone(found.get().id(), Hash.ofId(id), input.at.toEpochMilli());
        return new Recorded(input.conversation, Outcome.GONE, 0, 0, 0, position, id, null, false, false, false, null);
    }

    /** The error says it in its text; should that change, its param still names the message. */
    private static @Nullable String missing(CapturedError error, @Nullable CapturedRequest request) {
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

    private static Settings settings(Input input, ConversationRow row) {
        if (input.request != null) {
            return input.request.settings();
        }
        byte[] stored = row.settings();
        return stored == null ? Settings.NONE : Settings.of(io.histctl.capture.RawJson.of(stored));
    }
}
