package io.histctl.record;

import io.histctl.error.InvalidInputException;
import io.histctl.error.NotFoundException;
import io.histctl.error.Remedy;
import io.histctl.model.ConversationMetadata;
import io.histctl.model.Hash;
import io.histctl.model.Instants;
import io.histctl.model.Words;
import io.histctl.store.AudioRow;
import io.histctl.store.Change;
import io.histctl.store.Changes;
import io.histctl.store.ConversationRef;
import io.histctl.store.Storage;
import io.histctl.store.StoredConversation;
import io.histctl.store.StoredTurn;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.apiguardian.api.API;

/**
 * Edits after the fact: attaches a transcript, marks a reply as interrupted, deletes.
 *
 * @hidden
 */
@API(status = API.Status.INTERNAL)
public final class ConversationEditor {
    private final ConversationRef conversation;

    /** Edits this conversation. */
    public ConversationEditor(ConversationRef conversation) {
        this.conversation = conversation;
    }

    /** Attaches what a user said; false if replaced words are not erased yet. */
    public boolean transcribe(long position, String text) {
        boolean replaced = attachWords(position, text, false);
        return !replaced || conversation.storage().maintenance().eraseDeleted();
    }

    /**
     * Attaches what a user said.
     *
     * @param onlyMissing whether words that the turn has already stay
     * @return whether it had words
     */
    public boolean attachWords(long position, String text, boolean onlyMissing) {
        String words = SpokenWords.ensureWords(text);
        return conversation.change((reading, stored) -> {
            StoredTurn turn = reading.turns().get(stored, position);
            if (onlyMissing && turn.transcript() != null) {
                return Change.none(true);
            }
            if (turn.row().derived().soundCount() == 0) {
                throw new InvalidInputException(
                        "turn " + position + " contains no user speech; only speech can have a transcript");
            }
            return new Change<>(
                    turn.transcript() != null,
                    Changes.of(
                            stored, new Changes.Transcribe(position, words), new Changes.DropSummariesFrom(position)));
        });
    }

    /** Records how much of a reply was heard. */
    public void interrupted(long position, Duration heard) {
        if (!heard.isNegative()) {
            Instants.ensureSpan(heard, "what was heard");
        }
        conversation.change((reading, stored) -> {
            ensureWithin(reading.turns().get(stored, position), heard);
            return new Change<>(
                    position,
                    Changes.of(
                            stored,
                            new Changes.MarkHeard(position, heard.toMillis()),
                            new Changes.DropSummariesFrom(position)));
        });
    }

    /** Sets when a reference expires, in every conversation that has it. */
    public void expires(String reference, Instant at) {
        Instants.ensureMoment(at, "the expiry");
        byte[] hash = Hash.ofId(reference);
        conversation.change((reading, stored) -> {
            if (reading.turns().referringTo(hash).stream()
                    .noneMatch(use -> use.conversation().equals(conversation.id()) && !use.pruned())) {
                throw new NotFoundException(
                        "the conversation refers to no image or file by this URL or id; check how its turns contain it",
                        Remedy.SHOW_TURNS);
            }
            return new Change<>(
                    reference, Changes.of(stored, new Changes.SetReferenceExpiry(hash, at.toEpochMilli(), null)));
        });
    }

    private static void ensureWithin(StoredTurn turn, Duration heard) {
        AudioRow audio = turn.audio();
        if (audio == null) {
            throw new InvalidInputException(
                    "turn " + turn.position() + " is not a spoken reply; only a spoken reply can be interrupted");
        }
        Long length = audio.speech().millis();
        if (heard.isNegative() || (length != null && heard.compareTo(Duration.ofMillis(length)) > 0)) {
            throw new InvalidInputException("turn " + turn.position() + " is "
                    + Words.seconds(Duration.ofMillis(length == null ? 0 : length))
                    + " long; give the seconds of it that were heard");
        }
    }

    /** Edits title, tags and values, and returns the edited ones. */
    public ConversationMetadata editMetadata(UnaryOperator<ConversationMetadata> edit) {
        return conversation.change((reading, stored) -> {
            ConversationMetadata before = reading.conversations().metadata(stored);
            ConversationMetadata after = edit.apply(before);
            return after.equals(before)
                    ? Change.none(after)
                    : new Change<>(after, Changes.of(stored, new Changes.PutMetadata(after)));
        });
    }

    /** Deletes the conversation; false if it is not erased yet. */
    public boolean delete() {
        Storage storage = conversation.storage();
        String id = conversation.id();
        storage.change(reading -> {
            StoredConversation stored = reading.conversations()
                    .findUnchecked(id)
                    .map(found -> found.conversation())
                    .orElseGet(() -> reading.conversations().get(id));
            return new Change<>(id, Changes.of(stored, new Changes.Delete()));
        });
        return storage.maintenance().eraseDeleted();
    }
}
