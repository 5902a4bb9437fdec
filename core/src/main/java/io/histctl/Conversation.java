package io.histctl;

import io.histctl.error.InvalidInputException;
import io.histctl.error.NotFoundException;
import io.histctl.export.Export;
import io.histctl.export.ExportOptions;
import io.histctl.export.ExportReport;
import io.histctl.export.ExportService;
import io.histctl.export.RealtimeExporter;
import io.histctl.export.RealtimeOptions;
import io.histctl.export.RealtimeSession;
import io.histctl.intercept.GoneAudio;
import io.histctl.intercept.ReplayLimits;
import io.histctl.intercept.RequestResumer;
import io.histctl.intercept.ResumeOptions;
import io.histctl.intercept.ResumedRequest;
import io.histctl.media.Media;
import io.histctl.media.MediaReader;
import io.histctl.model.ConversationMetadata;
import io.histctl.model.Turn;
import io.histctl.record.ConversationEditor;
import io.histctl.record.ConversationFork;
import io.histctl.record.Exchange;
import io.histctl.record.ExchangeRecorder;
import io.histctl.record.Recorded;
import io.histctl.record.RecordingStream;
import io.histctl.resume.ReferenceTime;
import io.histctl.store.ConversationRef;
import io.histctl.store.Storage;
import io.histctl.store.TurnAssembler;
import io.histctl.summary.SummarizeOptions;
import io.histctl.summary.Summarized;
import io.histctl.summary.SummaryService;
import io.histctl.transcribe.TranscribeOptions;
import io.histctl.transcribe.TranscriptionReport;
import io.histctl.transcribe.TranscriptionService;
import io.histctl.wire.chat.ChatRequest;
import io.histctl.wire.chat.EditableRequest;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * One conversation of a {@link HistoryStore}: records exchanges and exports the history as the next request.
 *
 * <pre>{@code
 * Conversation chat = store.conversation("kitchen");
 * chat.record(Exchange.of(request, response));
 * Export next = chat.export(ExportOptions.DEFAULT.withAppended(question));
 * send(next.payload());
 * }</pre>
 *
 * <p>A conversation begins to exist with its first {@link #record}. Instances hold no resources and are safe for use by
 * multiple threads.
 *
 * <p>Methods that read or change a stored conversation throw {@link NotFoundException} if it does not exist. All methods
 * throw {@link io.histctl.error.StoreException} if the database can't be read or written.
 */
public final class Conversation {
    private final ConversationRef ref;
    private final ConversationOwner owners;

    Conversation(Storage storage, Clock clock, ConversationOwner owners, String id) {
        if (id.isEmpty() || !StandardCharsets.UTF_8.newEncoder().canEncode(id)) {
            throw new InvalidInputException("a conversation id is empty or not valid Unicode; choose another id");
        }
        this.ref = new ConversationRef(storage, clock, id);
        this.owners = owners;
    }

    /** The id under which the conversation is stored. */
    public String id() {
        return ref.id();
    }

    /**
     * Records one exchange: the messages of the request that are not stored yet, and the reply. Recording it again changes
     * nothing. An error body marks an audio id as gone, or changes nothing.
     *
     * <p>The exchange is stored whole or not at all, and is durable when this returns, unless the store was opened with
     * {@link StoreOptions.Durability#RELAXED}.
     *
     * @throws InvalidInputException if a body is not valid JSON or lacks what a chat needs, or the time is out of range
     */
    public Recorded record(Exchange exchange) {
        return new ExchangeRecorder(ref).record(exchange);
    }

    /**
     * Begins to record an exchange whose reply is streamed. Pass the bytes of the reply to the result as they arrive.
     *
     * @param exchange without a response
     * @throws InvalidInputException if the request is invalid, or the time is out of range
     */
    public RecordingStream recordStream(Exchange exchange) {
        return new ExchangeRecorder(ref).recordStream(exchange);
    }

    Recorded record(ChatRequest request, Exchange reply) {
        return new ExchangeRecorder(ref).record(request, reply);
    }

    RecordingStream recordStream(ChatRequest request, Exchange reply) {
        return new ExchangeRecorder(ref).recordStream(request, reply);
    }

    /**
     * Exports the conversation as a request body that the API accepts. The same store, options and instant give the same
     * bytes. If the options append messages, the conversation need not exist yet.
     *
     * @throws io.histctl.error.InvalidPayloadException if the payload would break one of the rules V1–V14
     * @throws io.histctl.error.OverBudgetException if the payload can't be as short as the options demand
     * @throws InvalidInputException if the messages to append are invalid
     */
    public Export export(ExportOptions options) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ExportReport report = exportTo(out, options);
        return new Export(out.toByteArray(), report);
    }

    /**
     * Writes the events that begin a session of the Realtime API which continues this conversation: its instructions, with
     * a summary of the past, then what the user said since the last reply.
     *
     * @throws InvalidInputException if a summary cannot end at the turn that the options name
     */
    public RealtimeSession realtime(RealtimeOptions options) {
        return new RealtimeExporter(ref, options).session(turns());
    }

    /**
     * Exports the conversation into a stream, as {@link #export} does, without holding the payload in memory. The whole
     * payload is checked before its first byte is written. The stream is not closed.
     *
     * @throws java.io.UncheckedIOException if the stream can't be written
     */
    public ExportReport exportTo(OutputStream out, ExportOptions options) {
        return new ExportService(ref).exportTo(out, options);
    }

    /**
     * Makes an app's own request valid, as {@link #resume(byte[], ResumeOptions)} does with default options.
     *
     * @throws InvalidInputException if the body is not a request
     */
    public ResumedRequest resume(byte[] request) {
        return resume(request, ResumeOptions.DEFAULT);
    }

    /**
     * Makes an app's own request valid: replies whose audio id is usable are sent by id, even if the app quotes their
     * words, and what can't be sent any more is replaced by a summary. Nothing is stored, no message is added but the
     * summary, and every other member of the request stays as it is. The conversation need not exist yet.
     *
     * @throws InvalidInputException if the body is not a request
     */
    public ResumedRequest resume(byte[] request, ResumeOptions options) {
        return resume(EditableRequest.read(request), options, ReplayLimits.NONE);
    }

    ResumedRequest resume(EditableRequest request, ResumeOptions options, ReplayLimits limits) {
        return RequestResumer.resume(ref, request, options, limits);
    }

    void markGoneThrough(String audioId) {
        GoneAudio.markThrough(ref, audioId);
    }

    /** The instant at which an export checks audio ids for expiry unless its options name one. */
    public ReferenceTime moment() {
        return new ExportService(ref).referenceTime();
    }

    /** All stored turns in the order of their positions, including replaced ones. */
    public List<Turn> turns() {
        List<Turn> turns = new ArrayList<>();
        eachTurn(turns::add);
        return turns;
    }

    /**
     * Passes on all stored turns one by one, as {@link #turns} lists them, without holding them in memory. They are read
     * from one snapshot.
     */
    public void eachTurn(Consumer<Turn> turns) {
        ref.read((reading, conversation) -> {
            reading.turns()
                    .all(
                            conversation,
                            stored -> turns.accept(TurnAssembler.turn(stored, conversation.instructionsVersion())));
            return conversation;
        });
    }

    /** Passes on the stored turns with positions from {@code from} to {@code to}, both included, as {@link #eachTurn} does. */
    public void eachTurn(long from, long to, Consumer<Turn> turns) {
        ref.read((reading, conversation) -> {
            reading.turns()
                    .each(
                            conversation,
                            from,
                            to,
                            stored -> turns.accept(TurnAssembler.turn(stored, conversation.instructionsVersion())));
            return conversation;
        });
    }

    /**
     * The sound of a turn, as {@link #sound(long, int)} returns it, for turns that have only one.
     *
     * @throws NotFoundException if there is no such turn, it has no sound, or its sound was not kept
     */
    public Media sound(long position) {
        return sound(position, 1);
    }

    /**
     * A sound of a turn: what the user said, or a reply that was recorded with its sound. Raw {@code pcm16} gets the header
     * of a WAV file; any other format is returned as it was recorded.
     *
     * @param number of the sound within its turn, from 1
     * @throws NotFoundException if there is no such turn or sound, or the sound was not kept
     */
    public Media sound(long position, int number) {
        return new MediaReader(ref).sound(position, number);
    }

    /**
     * The images that a turn contains, in their order. Those that it refers to by URL or id are not among them.
     *
     * @throws NotFoundException if there is no such turn
     */
    public List<Media> images(long position) {
        return new MediaReader(ref).images(position);
    }

    /**
     * Attaches the words of a user's speech to its turn, replacing earlier ones.
     *
     * @param position of the user's turn
     * @return false if a concurrent reader keeps replaced words in the write-ahead log until it ends
     * @throws NotFoundException if there is no such turn
     * @throws InvalidInputException if the turn contains no speech of a user, or the text is blank or not valid Unicode
     */
    public boolean transcribe(long position, String text) {
        return editor().transcribe(position, text);
    }

    /**
     * Has the speech of users transcribed and attaches the words to its turns, so that summaries can quote them. Speech that
     * was deleted or belongs to replaced turns is left out. A kept summary that lacks the words is made anew.
     *
     * <p>The words of each turn are durable before the next turn is tried. A turn that fails is reported, and the others are
     * tried all the same; after three failures in a row the rest is not tried.
     */
    public TranscriptionReport transcribe(TranscribeOptions options) {
        return new TranscriptionService(ref, options).transcribe();
    }

    /**
     * Records that the user talked over a reply, and how much of it they heard before. Summaries quote it, and an export
     * can leave out replies that nobody heard.
     *
     * @param position of the reply's turn
     * @param heard at most the length of the reply
     * @throws NotFoundException if there is no such turn
     * @throws InvalidInputException if the turn is not a spoken reply, or {@code heard} is negative or longer than it
     */
    public void interrupted(long position, Duration heard) {
        editor().interrupted(position, heard);
    }

    /**
     * Sets when the URL of an image or file, or the id of a file, expires, even if the API answered that it is gone. Once it
     * has expired, exports replace it by a placeholder. Applies to every conversation of the store that refers to it.
     *
     * @param reference the URL or id, as a turn contains it
     * @throws NotFoundException if no turn of this conversation refers to it
     * @throws InvalidInputException if {@code at} is outside the years 1 to 9999
     */
    public void expires(String reference, Instant at) {
        editor().expires(reference, at);
    }

    /**
     * Makes a summary ahead of time and stores it unless the options say otherwise. Exports use a stored summary if it
     * covers the turns that they fold, or the first of them. It is dropped when a turn that it covers changes.
     *
     * @throws InvalidInputException if no turn is answered yet, or a summary can't end at the given turn
     */
    public Summarized summarize(SummarizeOptions options) {
        return new SummaryService(ref).summarize(options);
    }

    /**
     * Claims the conversation for the holder of a key. It belongs to the first key that claims it, until it is deleted. For
     * programs that several people use: no other method checks to whom a conversation belongs. Only an HMAC of the key
     * under a secret of the store is stored.
     *
     * @param key such as the API key of a request; may be empty
     * @return whether the conversation belongs to this key
     */
    public boolean claim(String key) {
        return owners.claim(ref.id(), key);
    }

    /** The title, tags and free values that users gave the conversation. */
    public ConversationMetadata metadata() {
        return ref.read((reading, conversation) -> reading.conversations().metadata(conversation));
    }

    /**
     * Edits the title, tags and values in one write, so that concurrent edits are not lost.
     *
     * @param edit has no side effects, since it may be run again
     * @return the edited metadata
     */
    public ConversationMetadata editMetadata(UnaryOperator<ConversationMetadata> edit) {
        return editor().editMetadata(edit);
    }

    /**
     * Whether nothing is stored of the conversation, not even an owner, so that a request can be sent before it is claimed.
     *
     * @hidden
     */
    @API(status = API.Status.INTERNAL)
    public boolean isFree() {
        return owners.isFree(ref.id());
    }

    /**
     * Copies the conversation into a new one, to continue it in two ways. Tags and values are copied too, summaries and the
     * title are not. Sound is not stored twice in a file. The copied turns are held in memory.
     *
     * @param id of the new conversation
     * @return the new conversation
     * @throws InvalidInputException if there is a conversation of this id, or the id is invalid
     */
    public Conversation fork(String id) {
        return fork(id, null);
    }

    /**
     * Copies the turns through a position into a new conversation, as {@link #fork(String)} does.
     *
     * @throws NotFoundException if there is no turn at this position
     * @throws InvalidInputException if there is a conversation of this id, the id is invalid, or the turn was replaced
     */
    public Conversation fork(String id, long through) {
        return fork(id, (Long) through);
    }

    private Conversation fork(String id, @Nullable Long through) {
        Conversation copy = new Conversation(ref.storage(), ref.clock(), owners, id);
        new ConversationFork(ref).to(id, through);
        return copy;
    }

    /**
     * Gives the conversation another id. This instance then names a conversation that does not exist.
     *
     * @return the conversation under its new id
     * @throws InvalidInputException if there is a conversation of the new id, or the id is invalid
     */
    public Conversation rename(String id) {
        Conversation renamed = new Conversation(ref.storage(), ref.clock(), owners, id);
        new ConversationFork(ref).rename(id);
        return renamed;
    }

    /**
     * Deletes the conversation and overwrites its bytes in the database file. Sound that another conversation contains too
     * is kept for that one.
     *
     * @return false if a concurrent reader keeps the deleted data in the write-ahead log until it ends
     */
    public boolean delete() {
        return editor().delete();
    }

    private ConversationEditor editor() {
        return new ConversationEditor(ref);
    }
}
