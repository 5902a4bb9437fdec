package io.histctl.intercept;

import io.histctl.model.Hash;
import io.histctl.model.Instants;
import io.histctl.store.AudioRow;
import io.histctl.store.ConversationRef;
import io.histctl.store.ConversationRow;
import io.histctl.store.ExportReader;
import io.histctl.store.TurnReader;
import io.histctl.store.Turns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/** Marks audio ids that a server has lost. */
@API(status = API.Status.INTERNAL)
public final class GoneAudio {
    private GoneAudio() {}

    /** Marks an id of a conversation as gone, and all older ones: a server that lost one has probably lost them too. */
    public static void markThrough(ConversationRef named, String audioId) {
        byte[] wanted = Hash.ofId(audioId);
        long now = Instants.now(named.clock()).toEpochMilli();
        named.database().write(session -> {
            Optional<ConversationRow> row = new ExportReader(session).conversation(named.id());
            List<byte[]> older = new ArrayList<>();
            boolean[] found = {false};
            row.ifPresent(known -> new TurnReader(session).each(known.id(), 1, known.lastPosition(), turn -> {
                AudioRow audio = turn.audio();
                if (audio != null && !found[0]) {
                    older.add(audio.idHash());
                    found[0] = Arrays.equals(audio.idHash(), wanted);
                }
            }));
            if (found[0]) {
                older.forEach(
                        hash -> new Turns(session).markGone(row.orElseThrow().id(), hash, now));
            }
            return found[0];
        });
    }
}
