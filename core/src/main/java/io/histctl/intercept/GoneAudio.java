package io.histctl.intercept;

import io.histctl.model.Hash;
import io.histctl.store.AudioRow;
import io.histctl.store.Change;
import io.histctl.store.Changes;
import io.histctl.store.Changes.Edit;
import io.histctl.store.ConversationRef;
import io.histctl.store.Reading;
import io.histctl.store.StoredConversation;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apiguardian.api.API;

/**
 * Marks audio ids that a server has lost.
 *
 * @hidden
 */
@API(status = API.Status.INTERNAL)
public final class GoneAudio {
    private GoneAudio() {}

    /** Marks an id of a conversation as gone, and all older ones: a server that lost one has probably lost them too. */
    public static void markThrough(ConversationRef conversation, String audioId) {
        long now = conversation.now().toEpochMilli();
        conversation
                .storage()
                .change(reading -> reading.conversations()
                        .find(conversation.id())
                        .map(known -> plan(reading, known, audioId, now))
                        .orElse(Change.none(0)));
    }

    private static Change<Integer> plan(Reading reading, StoredConversation conversation, String audioId, long now) {
        OptionalLong last = reading.turns().positionOf(conversation, Hash.ofId(audioId));
        if (last.isEmpty()) {
            return Change.none(0);
        }
        List<Edit> edits = new ArrayList<>();
        reading.turns().each(conversation, 1, last.getAsLong(), turn -> {
            AudioRow audio = turn.audio();
            if (audio != null && audio.expiry().goneAt() == null) {
                edits.add(new Changes.MarkGone(turn.position(), now));
            }
        });
        return new Change<>(edits.size(), edits.isEmpty() ? null : new Changes(conversation, edits));
    }
}
