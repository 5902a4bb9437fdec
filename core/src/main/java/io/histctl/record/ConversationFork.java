package io.histctl.record;

import io.histctl.error.InvalidInputException;
import io.histctl.model.ConversationMetadata;
import io.histctl.store.Change;
import io.histctl.store.Changes;
import io.histctl.store.ConversationRef;
import io.histctl.store.Reading;
import io.histctl.store.SoundContent;
import io.histctl.store.StoredConversation;
import io.histctl.store.StoredTurn;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Copies and renames conversations.
 *
 * @hidden
 */
@API(status = API.Status.INTERNAL)
public final class ConversationFork {
    private final ConversationRef conversation;

    /** Copies or renames this conversation. */
    public ConversationFork(ConversationRef conversation) {
        this.conversation = conversation;
    }

    /**
     * Copies the turns through a position into a new conversation.
     *
     * @param through null for all turns
     */
    public void to(String id, @Nullable Long through) {
        conversation.change((reading, source) -> {
            ensureNew(reading, id);
            long last = through == null
                    ? source.lastPosition()
                    : ensureCurrent(reading.turns().get(source, through));
            List<StoredTurn> turns = new ArrayList<>();
            reading.turns().each(source, Long.MIN_VALUE, last, turns::add);
            ConversationMetadata metadata =
                    reading.conversations().metadata(source).withTitle(null);
            return new Change<>(
                    id,
                    Changes.of(
                            begun(id, source, turns, last),
                            new Changes.PutForgotten(reading.turns().forgotten(source)),
                            new Changes.Adopt(turns.stream()
                                    .map(turn -> adopted(reading, turn))
                                    .toList()),
                            new Changes.PutMetadata(metadata)));
        });
    }

    /** Gives the conversation another id. */
    public void rename(String id) {
        conversation.change((reading, stored) -> {
            ensureNew(reading, id);
            return new Change<>(id, Changes.of(stored, new Changes.Rename(id)));
        });
    }

    private static void ensureNew(Reading reading, String id) {
        if (reading.conversations().findUnchecked(id).isPresent()) {
            throw new InvalidInputException("there is a conversation of the new id already; choose another id");
        }
    }

    /** Of a branch that an edit replaced, the store does not know where it began. */
    private static long ensureCurrent(StoredTurn turn) {
        if (turn.row().state().replaced()) {
            throw new InvalidInputException("turn " + turn.position()
                    + " was replaced by an edit; name a turn that is part of the conversation");
        }
        return turn.position();
    }

    private static StoredConversation begun(
            String id, StoredConversation source, List<StoredTurn> turns, long lastPosition) {
        long version = turns.stream()
                .map(turn -> turn.row().instructionsVersion())
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
        long at = turns.stream().mapToLong(turn -> turn.row().saidAt()).max().orElse(source.lastAt());
        Long created = turns.stream()
                .map(turn -> turn.reply().created())
                .filter(Objects::nonNull)
                .max(Long::compare)
                .orElse(null);
        return new StoredConversation(
                0,
                id,
                source.settings(),
                lastPosition,
                version,
                at,
                created,
                new StoredConversation.Extent(0, source.extent().forgottenThrough(), 0, 0));
    }

    private static Changes.AdoptedTurn adopted(Reading reading, StoredTurn turn) {
        List<Optional<SoundContent>> sounds = turn.sounds().stream()
                .map(sound -> Optional.ofNullable(sound.soundId())
                        .map(kept -> reading.sounds().content(sound)))
                .toList();
        return new Changes.AdoptedTurn(turn, sounds);
    }
}
