package io.histctl;

import io.histctl.error.InvalidInputException;
import io.histctl.error.NotFoundException;
import io.histctl.export.Export;
import io.histctl.export.ExportOptions;
import io.histctl.export.ExportReport;
import io.histctl.export.ExportService;
import io.histctl.intercept.GoneAudio;
import io.histctl.intercept.ReplayLimits;
import io.histctl.intercept.RequestResumer;
import io.histctl.intercept.ResumeOptions;
import io.histctl.intercept.ResumedRequest;
import io.histctl.model.Turn;
import io.histctl.record.ConversationEditor;
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
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One conversation: a cheap handle that holds nothing, safe for many threads.
 *
 * <p>Its methods throw {@link NotFoundException} where the conversation must exist and does not, and
 * {@link io.histctl.error.StoreException} where the database fails.
 */
public final class Conversation {
    private final ConversationRef ref;

    Conversation(Storage storage, Clock clock, String id) {
        if (id.isEmpty() || !StandardCharsets.UTF_8.newEncoder().canEncode(id)) {
            throw new InvalidInputException("a conversation id is empty or no valid Unicode; give it another one");
        }
        this.ref = new ConversationRef(storage, clock, id);
    }

    /** The id. */
    public String id() {
        return ref.id();
    }

    /**
     * Stores one exchange: of the request what is new, and the reply. Recording it again changes nothing.
     *
     * @throws InvalidInputException where a body or the moment is not what it should be; nothing is stored then
     */
    public Recorded record(Exchange exchange) {
        return new ExchangeRecorder(ref).record(exchange);
    }

    /**
     * Begins to record an exchange whose reply is streamed, to be fed with the reply as it arrives.
     *
     * @param exchange without its response
     * @throws InvalidInputException where the request or the moment is not what it should be
     */
    public RecordingStream recordStream(Exchange exchange) {
        return new ExchangeRecorder(ref).recordStream(exchange);
    }

    /** Exports the conversation as a request body that the API accepts. */
    public Export export(ExportOptions options) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ExportReport report = exportTo(out, options);
        return new Export(out.toByteArray(), report);
    }

    /**
     * Exports the conversation into a stream, without holding it in memory. Nothing is written unless the whole
     * payload satisfies the rules V1–V14.
     *
     * @throws io.histctl.error.InvalidPayloadException where it would break one
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
        return resume(request, options, ReplayLimits.NONE);
    }

    ResumedRequest resume(byte[] request, ResumeOptions options, ReplayLimits limits) {
        return RequestResumer.resume(ref, request, options, limits);
    }

    void markGoneThrough(String audioId) {
        GoneAudio.markThrough(ref, audioId);
    }

    /** The instant at which an export checks ids for expiry unless the caller names one. */
    public ReferenceTime moment() {
        return new ExportService(ref).referenceTime();
    }

    /** All turns that are stored, in their order, those that are no longer part of the conversation too. */
    public List<Turn> turns() {
        List<Turn> turns = new ArrayList<>();
        eachTurn(turns::add);
        return turns;
    }

    /** Gives the same turns one by one, all of one moment, without holding them. */
    public void eachTurn(Consumer<Turn> turns) {
        ref.read((reading, conversation) -> {
            reading.turns()
                    .all(
                            conversation,
                            stored -> turns.accept(TurnAssembler.turn(stored, conversation.instructionsVersion())));
            return conversation;
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
        return editor().transcribe(position, text);
    }

    /**
     * Notes that the user talked over a reply and heard only so much of it.
     *
     * @param heard not more than the reply is long
     * @throws NotFoundException where there is no such turn
     * @throws InvalidInputException where the turn is no spoken reply, or the span is not within its length
     */
    public void interrupted(long position, Duration heard) {
        editor().interrupted(position, heard);
    }

    /**
     * Makes a summary, and keeps it unless told otherwise: exports use it where it covers what they fold, or a beginning
     * of it. It is dropped when a turn that it covers changes, and not kept where one changed while it was written.
     *
     * @throws InvalidInputException where nothing is answered yet, or a summary can't end at the turn that was named
     */
    public Summarized summarize(SummarizeOptions options) {
        return new SummaryService(ref).summarize(options);
    }

    /**
     * Claims the conversation for the holder of a key: it belongs to the first key that claims it, until it is deleted.
     * For programs that several people use; nothing else here asks to whom a conversation belongs. Of the key only an HMAC
     * under a secret of the store is stored.
     *
     * @param key such as the API key of a request; may be empty
     * @return whether the conversation belongs to this key
     */
    public boolean claim(String key) {
        return new ConversationOwner(ref.storage()).claim(ref.id(), key);
    }

    /**
     * Deletes the conversation and every byte of it; sound that another conversation has too stays there.
     *
     * @return whether nothing is left in the write-ahead log either; a long reader in another process may prevent it
     */
    public boolean delete() {
        return editor().delete();
    }

    private ConversationEditor editor() {
        return new ConversationEditor(ref);
    }
}
