package io.histctl;

import io.histctl.capture.CapturedReply;
import io.histctl.capture.CapturedRequest;
import io.histctl.capture.CapturedResponse;
import io.histctl.capture.RawJson;
import io.histctl.capture.SeenMessages;
import io.histctl.capture.Settings;
import io.histctl.error.InvalidInputException;
import io.histctl.error.NotFoundException;
import io.histctl.model.TokenEstimate;
import io.histctl.model.Turn;
import io.histctl.model.Words;
import io.histctl.store.AudioRow;
import io.histctl.store.ConversationRow;
import io.histctl.store.Conversations;
import io.histctl.store.Database;
import io.histctl.store.ExportReader;
import io.histctl.store.Session;
import io.histctl.store.StoredTurn;
import io.histctl.store.Summaries;
import io.histctl.store.TurnReader;
import io.histctl.store.Turns;
import io.histctl.summary.Digest;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One conversation: a cheap handle that holds nothing, safe for many threads.
 *
 * <p>Its methods throw {@link NotFoundException} where the conversation must exist and does not, and
 * {@link io.histctl.error.StoreException} where the database fails.
 */
public final class Conversation {
    private final Database database;
    private final Clock clock;
    private final String id;

    Conversation(Database database, Clock clock, String id) {
        if (id.isEmpty() || !isUnicode(id)) {
            throw new InvalidInputException("a conversation id is empty or no valid Unicode; give it another one");
        }
        this.database = database;
        this.clock = clock;
        this.id = id;
    }

    /** The id. */
    public String id() {
        return id;
    }

    /**
     * Stores one exchange: of the request what is new, and the reply. Recording it again changes nothing.
     *
     * @throws InvalidInputException where a body or the moment is not what it should be; nothing is stored then
     */
    public Recorded record(Exchange exchange) {
        Instant now = Times.now(clock);
        CapturedExchange input = input(exchange);
        return database.add(session -> {
            Gatherer.gather(session, id);
            Recorded recorded = Recorder.record(session, input);
            if (recorded.isNewReply() && input.response() instanceof CapturedReply reply) {
                ClockWatch.observe(session, now, reply, ClockWatch.isNow(exchange.at(), now));
            }
            return recorded;
        });
    }

    /** The exchange, read and checked, ready to be stored. */
    CapturedExchange input(Exchange exchange) {
        Times.ensureMoment(exchange.at(), "the exchange's moment");
        CapturedRequest request = exchange.request() == null ? null : CapturedRequest.read(exchange.request());
        CapturedResponse response = exchange.response() == null
                ? null
                : CapturedResponse.read(
                        exchange.response(), exchange.choice(), exchange.keepSound(), audioFormat(request));
        return input(exchange.at(), request, response);
    }

    /** The line, which is of this conversation, checked and ready to be stored. */
    CapturedExchange input(ImportLine line, SeenMessages seen) {
        CapturedRequest request = line.request() == null ? null : CapturedRequest.read(line.request(), seen);
        CapturedResponse response = null;
        if (line.stream() != null) {
            byte[] stream = line.stream().getBytes(StandardCharsets.UTF_8);
            response = CapturedResponse.read(stream, null, false, audioFormat(request));
        } else if (line.response() != null) {
            response = CapturedResponse.read(line.response(), null, false, audioFormat(request));
        }
        return input(line.at(), request, response);
    }

    private CapturedExchange input(
            @Nullable Instant told, @Nullable CapturedRequest request, @Nullable CapturedResponse response) {
        if (request == null && response == null) {
            throw new InvalidInputException("there is neither a request nor a response to record; give one of them");
        }
        return CapturedExchange.of(id, request, response, Times.of(told, response, clock), false);
    }

    /**
     * Begins to record an exchange whose reply is streamed, to be fed with the reply as it arrives.
     *
     * @param exchange without its response
     * @throws InvalidInputException where the request or the moment is not what it should be
     */
    public RecordingStream recordStream(Exchange exchange) {
        Times.ensureMoment(exchange.at(), "the exchange's moment");
        CapturedRequest request = exchange.request() == null ? null : CapturedRequest.read(exchange.request());
        Gatherer.gather(database, id);
        return new RecordingStream(database, clock, id, request, exchange, audioFormat(request));
    }

    /** Exports the conversation as a request body that the API accepts. */
    public Export export(ExportOptions options) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ExportReport report = exportTo(out, options);
        return new Export(out.toByteArray(), report);
    }

    /**
     * Exports the conversation into a stream, without holding it in memory. Nothing is written unless the whole
     * payload satisfies the rules V1–V13.
     *
     * @throws io.histctl.error.InvalidPayloadException where it would break one
     */
    public ExportReport exportTo(OutputStream out, ExportOptions options) {
        Gatherer.gather(database, id);
        SummaryMaker.Made asked = options.summarizer() instanceof Digest ? null : ask(options);
        return database.read(session -> {
            ConversationRow row = row(session);
            Moment moment = moment(session, row, options.at());
            return new Exporter(session, row, options, moment.at())
                    .writeTo(out, asked)
                    .warned(moment.warnings());
        });
    }

    /** The summary of a summarizer that may take its time; no transaction is open meanwhile. */
    private SummaryMaker.@Nullable Made ask(ExportOptions options) {
        Optional<SummaryTask> task = database.read(session -> {
            ConversationRow row = row(session);
            Instant at = moment(session, row, options.at()).at();
            return Optional.ofNullable(new Exporter(session, row, options, at).task());
        });
        return task.map(known -> SummaryMaker.make(known, options.summarizer())).orElse(null);
    }

    /** The moment at which an export judges ids where none is named: now, by the server's clock as far as it is known. */
    public Moment moment() {
        return database.read(session -> moment(session, row(session), null));
    }

    private Moment moment(Session session, ConversationRow row, @Nullable Instant told) {
        return Moment.of(told, Times.now(clock), row, session);
    }

    /** All turns that are stored, in their order, those that are no longer part of the conversation too. */
    public List<Turn> turns() {
        List<Turn> turns = new ArrayList<>();
        eachTurn(turns::add);
        return turns;
    }

    /** Gives the same turns one by one, all of one moment, without holding them. */
    public void eachTurn(Consumer<Turn> turns) {
        Gatherer.gather(database, id);
        database.read(session -> {
            ConversationRow row = row(session);
            new TurnReader(session)
                    .each(
                            row.id(),
                            1,
                            row.lastPosition(),
                            stored -> turns.accept(Assembler.turn(stored, row.lastBlock())));
            return row;
        });
    }

    /**
     * Attaches what a user said in a turn, or replaces it.
     *
     * @return whether nothing of replaced words is left in the write-ahead log, as with {@link #delete}
     * @throws NotFoundException where there is no such turn
     * @throws InvalidInputException where the turn is not a user's, or the text is blank or no valid Unicode
     */
    public boolean transcribe(long position, String text) {
        if (text.isBlank()) {
            throw new InvalidInputException("the transcript is empty; give the words that were said");
        }
        if (!isUnicode(text)) {
            throw new InvalidInputException("the transcript is no valid Unicode; give the words that were said");
        }
        boolean replaced = database.write(session -> {
            StoredTurn turn = turn(session, position);
            if (turn.row().sounds() == 0) {
                throw new InvalidInputException(
                        "turn " + position + " holds no speech of a user; only that needs a transcript");
            }
            new Turns(session).putTranscript(turn.id(), text.strip());
            new Summaries(session).dropFrom(turn.row().conversationId(), position);
            return turn.transcript() != null;
        });
        return !replaced || database.forget();
    }

    /**
     * Notes that the user talked over a reply and heard only so much of it.
     *
     * @param heard not more than the reply is long
     * @throws NotFoundException where there is no such turn
     * @throws InvalidInputException where the turn is no spoken reply, or the span is not within its length
     */
    public void interrupted(long position, Duration heard) {
        if (!heard.isNegative()) {
            Times.ensureSpan(heard, "what was heard");
        }
        database.write(session -> {
            StoredTurn turn = turn(session, position);
            AudioRow audio = turn.audio();
            if (audio == null) {
                throw new InvalidInputException(
                        "turn " + position + " is no spoken reply; only that can be talked over");
            }
            Long length = audio.millis();
            if (heard.isNegative() || (length != null && heard.compareTo(Duration.ofMillis(length)) > 0)) {
                throw new InvalidInputException("turn " + position + " is "
                        + Words.seconds(Duration.ofMillis(length == null ? 0 : length))
                        + " long; give the seconds of it that were heard");
            }
            new Turns(session).markHeard(turn.id(), heard.toMillis());
            new Summaries(session).dropFrom(turn.row().conversationId(), position);
            return turn.id();
        });
    }

    /**
     * Makes a summary, and keeps it unless told otherwise: exports use it where it covers what they fold, or a beginning
     * of it. It is dropped when a turn that it covers changes, and not kept where one changed while it was written.
     *
     * @throws InvalidInputException where nothing is answered yet, or a summary can't end at the turn that was named
     */
    public Summarized summarize(SummarizeOptions options) {
        Gatherer.gather(database, id);
        SummaryTask task = database.read(session -> new SummaryKeeper(session, row(session)).task(options));
        SummaryMaker.Made made = SummaryMaker.make(task, options.summarizer()); // may take long: no transaction is open
        boolean[] replaced = {false};
        boolean kept = options.keep()
                && database.write(session -> {
                    SummaryKeeper keeper = new SummaryKeeper(session, row(session));
                    replaced[0] = keeper.has(made.through());
                    return keeper.keep(made, clock.instant());
                });
        List<String> notes = new ArrayList<>(made.notes());
        if (kept && replaced[0] && !database.forget()) {
            notes.add("another process is reading; the summary that this one took the place of stays in the write-ahead"
                    + " log until it is done and a command runs again");
        }
        if (options.keep() && !kept) {
            notes.add("a turn that the summary covers changed while it was written, so it was not kept; make it again");
        }
        long tokens = task.counter().count(made.message()) + TokenEstimate.PER_MESSAGE;
        return new Summarized(
                id, made.message(), made.by(), made.through(), made.turns().size(), tokens, kept, notes);
    }

    /**
     * Deletes the conversation and every byte of it; sound that another conversation has too stays there.
     *
     * @return whether nothing is left in the write-ahead log either; a long reader in another process may prevent it
     */
    public boolean delete() {
        database.write(session -> {
            new Conversations(session).delete(row(session).id());
            return id;
        });
        return database.forget();
    }

    private static boolean isUnicode(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    private StoredTurn turn(Session session, long position) {
        return new TurnReader(session)
                .at(row(session).id(), position)
                .orElseThrow(() -> new NotFoundException(
                        "the conversation has no turn " + position + "; histctl show lists its turns"));
    }

    private ConversationRow row(Session session) {
        return new ExportReader(session)
                .conversation(id)
                .orElseThrow(() -> new NotFoundException(
                        "there is no conversation of this id in " + database.place() + "; histctl list shows them"));
    }

    private @Nullable String audioFormat(@Nullable CapturedRequest request) {
        if (request != null) {
            return request.settings().audioFormat();
        }
        return database.read(session -> new ExportReader(session)
                .conversation(id)
                .map(ConversationRow::settings)
                .map(settings -> Settings.of(RawJson.of(settings)).audioFormat())
                .orElse(null));
    }
}
