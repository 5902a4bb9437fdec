package io.histctl.copy;

import io.histctl.store.Change;
import io.histctl.store.Changes;
import io.histctl.store.Changes.AdoptedTurn;
import io.histctl.store.Reading;
import io.histctl.store.SoundContent;
import io.histctl.store.SoundRow;
import io.histctl.store.Storage;
import io.histctl.store.StoredConversation;
import io.histctl.store.StoredTurn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Copies one conversation in batches, and again as long as others change it meanwhile. */
final class ConversationCopier {
    private static final int ATTEMPTS = 10;
    private static final int BATCH_TURNS = 500;
    private static final long BATCH_BYTES = 8 << 20;

    private final Storage from;
    private final Storage to;
    private final String name;

    ConversationCopier(Storage from, Storage to, String name) {
        this.from = from;
        this.to = to;
        this.name = name;
    }

    enum Outcome {
        COPIED,
        UNCHANGED,
        /** It was deleted from the source meanwhile. */
        DELETED,
        /** The target has turns that the source does not have. */
        REFUSED,
        /** It was changed during each attempt. */
        CHANGING
    }

    Outcome run() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<ConversationState> source = state(from);
            if (source.isEmpty()) {
                return Outcome.DELETED;
            }
            Optional<ConversationState> target = state(to);
            if (target.isPresent() && source.get().isEqualTo(target.get())) {
                from.owners().find(name).ifPresent(owner -> to.owners().claim(name, owner));
                return attempt == 0 ? Outcome.UNCHANGED : Outcome.COPIED;
            }
            if (target.isPresent() && !source.get().continues(target.get())) {
                return Outcome.REFUSED;
            }
            if (target.isPresent() && !canContinue(source.get(), target.get())) {
                delete(target.get().conversation());
                target = Optional.empty();
            }
            append(source.get(), target.map(ConversationState::conversation).orElse(null));
        }
        return Outcome.CHANGING;
    }

    private Optional<ConversationState> state(Storage storage) {
        return storage.read(reading -> ConversationState.of(reading, name));
    }

    /** Keys of forgotten turns are only written with the first batch. */
    private static boolean canContinue(ConversationState source, ConversationState target) {
        return source.beginsWith(target)
                && source.conversation().extent().forgottenThrough()
                        == target.conversation().extent().forgottenThrough()
                && source.forgotten().size() == target.forgotten().size();
    }

    private void delete(StoredConversation conversation) {
        to.change(reading -> new Change<>(name, Changes.of(conversation, new Changes.Delete())));
    }

    private void append(ConversationState source, @Nullable StoredConversation begun) {
        StoredConversation conversation = source.conversation();
        long next = begun == null ? 1 : begun.lastPosition() + 1;
        if (begun == null) {
            write(source, List.of(new Changes.PutForgotten(source.forgotten())), 0);
        }
        while (next <= conversation.lastPosition()) {
            long first = next;
            List<AdoptedTurn> batch = from.read(reading -> batch(reading, conversation, first));
            if (batch.isEmpty()) {
                next += BATCH_TURNS;
                continue;
            }
            next = batch.get(batch.size() - 1).turn().position() + 1;
            write(source, List.of(new Changes.Adopt(batch)), next - 1);
        }
        List<Changes.Edit> last = new ArrayList<>(
                List.of(new Changes.DropSummariesFrom(Long.MIN_VALUE), new Changes.PutMetadata(source.metadata())));
        source.summaries().forEach(summary -> last.add(new Changes.PutSummary(summary)));
        write(source, last, conversation.lastPosition());
    }

    /** The turns from a position on, as many as fit into memory. */
    private static List<AdoptedTurn> batch(Reading reading, StoredConversation conversation, long first) {
        long end = Math.min(conversation.lastPosition(), first + BATCH_TURNS - 1);
        List<StoredTurn> turns = new ArrayList<>();
        reading.turns().each(conversation, first, end, turns::add);
        List<AdoptedTurn> batch = new ArrayList<>();
        long bytes = 0;
        for (StoredTurn turn : turns) {
            bytes += turn.row().message().length
                    + turn.sounds().stream().mapToLong(SoundRow::soundBytes).sum();
            if (bytes > BATCH_BYTES && !batch.isEmpty()) {
                break;
            }
            List<Optional<SoundContent>> sounds = turn.sounds().stream()
                    .map(sound -> Optional.ofNullable(sound.soundId())
                            .map(id -> reading.sounds().content(sound)))
                    .toList();
            batch.add(new AdoptedTurn(turn, sounds));
        }
        return batch;
    }

    /** Writes edits after the turns that the target has, with the settings and times of the source. */
    private void write(ConversationState source, List<Changes.Edit> edits, long lastPosition) {
        to.change(reading -> {
            StoredConversation theirs = source.conversation();
            StoredConversation known =
                    reading.conversations().find(name).orElseGet(() -> StoredConversation.begin(name, theirs.lastAt()));
            StoredConversation.Extent extent = known.extent();
            StoredConversation next = new StoredConversation(
                    known.id(),
                    name,
                    theirs.settings(),
                    lastPosition,
                    theirs.instructionsVersion(),
                    theirs.lastAt(),
                    theirs.lastCreated(),
                    new StoredConversation.Extent(
                            extent.revision(), theirs.extent().forgottenThrough(), extent.turns(), extent.sum()));
            return new Change<>(name, new Changes(next, edits));
        });
    }
}
