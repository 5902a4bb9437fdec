package io.histctl.record;

import io.histctl.error.InvalidInputException;
import io.histctl.model.Instants;
import io.histctl.model.Words;
import io.histctl.store.AudioRow;
import io.histctl.store.Change;
import io.histctl.store.Changes;
import io.histctl.store.Storage;
import io.histctl.store.StoredConversation;
import io.histctl.store.StoredTurn;
import io.histctl.summary.SummarizeOptions;
import io.histctl.summary.Summarized;
import io.histctl.summary.SummaryService;
import io.histctl.summary.SummarySignature;
import io.histctl.summary.SummarySource;
import io.histctl.summary.WrittenSummary;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/** Edits after the fact: attaches a transcript, marks a reply as interrupted, stores a summary, deletes. */
@API(status = API.Status.INTERNAL)
public final class ConversationEditor {
    private final Storage storage;
    private final Clock clock;
    private final String name;

    /** Edits the conversation of this name. */
    public ConversationEditor(Storage storage, Clock clock, String name) {
        this.storage = storage;
        this.clock = clock;
        this.name = name;
    }

    /** Attaches what a user said; false if replaced words could not be erased yet. */
    public boolean transcribe(long position, String text) {
        String words = SpokenWords.ensureWords(text);
        boolean replaced = storage.change(reading -> {
            StoredConversation conversation = reading.conversations().get(name);
            StoredTurn turn = reading.turns().get(conversation, position);
            if (turn.row().derived().soundCount() == 0) {
                throw new InvalidInputException(
                        "turn " + position + " holds no speech of a user; only that needs a transcript");
            }
            return new Change<>(
                    turn.transcript() != null,
                    Changes.of(
                            conversation,
                            new Changes.Transcribe(position, words),
                            new Changes.DropSummariesFrom(position)));
        });
        return !replaced || storage.maintenance().eraseDeleted();
    }

    /** Notes how much of a reply was heard. */
    public void interrupted(long position, Duration heard) {
        if (!heard.isNegative()) {
            Instants.ensureSpan(heard, "what was heard");
        }
        storage.change(reading -> {
            StoredConversation conversation = reading.conversations().get(name);
            ensureWithin(reading.turns().get(conversation, position), heard);
            return new Change<>(
                    position,
                    Changes.of(
                            conversation,
                            new Changes.MarkHeard(position, heard.toMillis()),
                            new Changes.DropSummariesFrom(position)));
        });
    }

    private static void ensureWithin(StoredTurn turn, Duration heard) {
        AudioRow audio = turn.audio();
        if (audio == null) {
            throw new InvalidInputException(
                    "turn " + turn.position() + " is no spoken reply; only that can be talked over");
        }
        Long length = audio.speech().millis();
        if (heard.isNegative() || (length != null && heard.compareTo(Duration.ofMillis(length)) > 0)) {
            throw new InvalidInputException("turn " + turn.position() + " is "
                    + Words.seconds(Duration.ofMillis(length == null ? 0 : length))
                    + " long; give the seconds of it that were heard");
        }
    }

    /** Makes a summary, and keeps it unless the options say otherwise. */
    public Summarized summarize(SummarizeOptions options) {
        Request request = storage.read(reading -> {
            StoredConversation conversation = reading.conversations().get(name);
            return new Request(
                    new SummaryService(reading, conversation).source(options),
                    new SummarySignature(reading.turns().firstReply(conversation), name));
        });
        WrittenSummary written = // may be slow: no transaction is open
                SummaryService.write(request.source, request.signature, options);
        Kept kept = options.keep() ? keep(written) : Kept.NO;
        List<String> notes = new ArrayList<>(written.notes());
        if (kept == Kept.INSTEAD && !storage.maintenance().eraseDeleted()) {
            notes.add("another process is reading; the replaced summary stays in the write-ahead log until that process"
                    + " is done and a command runs again");
        }
        if (options.keep() && kept == Kept.NO) {
            notes.add(
                    "a turn that the summary covers changed while it was written, so it was not stored; summarize again");
        }
        return new Summarized(
                name,
                written.message(),
                written.by(),
                written.source().through(),
                written.source().turns().size(),
                written.tokens(),
                kept != Kept.NO,
                notes);
    }

    private record Request(SummarySource source, SummarySignature signature) {}

    private enum Kept {
        NO,
        NEW,
        INSTEAD
    }

    private Kept keep(WrittenSummary summary) {
        return storage.change(reading -> {
            StoredConversation conversation = reading.conversations().get(name);
            SummaryService summaries = new SummaryService(reading, conversation);
            if (!summaries.isCurrent(summary)) {
                return Change.none(Kept.NO);
            }
            return new Change<>(
                    summaries.isStored(summary.source().through()) ? Kept.INSTEAD : Kept.NEW,
                    Changes.of(conversation, new Changes.PutSummary(summary.stored(clock.instant()))));
        });
    }

    /** Deletes the conversation; false if it could not be erased yet. */
    public boolean delete() {
        storage.change(reading -> {
            StoredConversation conversation = reading.conversations()
                    .findUnchecked(name)
                    .map(found -> found.conversation())
                    .orElseGet(() -> reading.conversations().get(name));
            return new Change<>(name, Changes.of(conversation, new Changes.Delete()));
        });
        return storage.maintenance().eraseDeleted();
    }
}
