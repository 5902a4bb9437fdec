package io.histctl.export;

import io.histctl.model.Turn;
import io.histctl.resume.PlannedTurn;
import io.histctl.store.ConversationRow;
import io.histctl.store.ExportReader;
import io.histctl.store.SoundRow;
import io.histctl.store.Sounds;
import io.histctl.store.TurnAssembler;
import io.histctl.store.TurnReader;
import io.histctl.wire.Json;
import io.histctl.wire.SoundData;
import io.histctl.wire.chat.Insert;
import io.histctl.wire.chat.SourceTurn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;

/** Stored turns as rendering takes them: their JSON, and what was cut out of it at hand. */
final class TurnSource {
    private final ConversationRow conversation;
    private final TurnReader reader;
    private final ExportReader sounds;

    TurnSource(ConversationRow conversation, TurnReader reader, ExportReader sounds) {
        this.conversation = conversation;
        this.reader = reader;
        this.sounds = sounds;
    }

    /** Takes a turn and what it is rendered from. */
    interface Sink {
        void turn(PlannedTurn plan, SourceTurn source) throws IOException;
    }

    /** Gives each of these turns, which are in the order of positions, with its source. */
    void each(List<PlannedTurn> turns, Sink sink) {
        if (turns.isEmpty()) {
            return;
        }
        Iterator<PlannedTurn> plans = turns.iterator();
        PlannedTurn[] next = {plans.next()};
        long last = turns.get(turns.size() - 1).position();
        reader.bodies(conversation.id(), next[0].position(), last, stored -> {
            if (stored.position() == next[0].position()) {
                give(next[0], stored, sink);
                next[0] = plans.hasNext() ? plans.next() : next[0];
            }
        });
    }

    private void give(PlannedTurn plan, TurnReader.Body stored, Sink sink) {
        try {
            sink.turn(plan, source(stored));
        } catch (IOException e) {
            throw new UncheckedIOException("the payload could not be written", e);
        }
    }

    private SourceTurn source(TurnReader.Body stored) {
        List<Insert> inserts = new ArrayList<>();
        List<Integer> deleted = new ArrayList<>();
        String id = stored.audioId();
        if (id != null) {
            inserts.add(new Insert(stored.idOffset(), false, () -> Json.quoted(id)));
        }
        for (SoundRow sound : stored.sounds()) {
            Long soundId = sound.soundId();
            if (soundId == null) {
                deleted.add(sound.offset());
            } else {
                inserts.add(new Insert(sound.offset(), true, content(soundId)));
            }
        }
        inserts.sort(Comparator.comparingInt(Insert::offset));
        return new SourceTurn(
                () -> whole(stored.position()),
                stored.spoken(),
                stored.tools(),
                stored.ready(),
                stored.message(),
                inserts,
                deleted);
    }

    private Turn whole(long position) {
        return TurnAssembler.turn(reader.at(conversation.id(), position).orElseThrow(), conversation.lastBlock());
    }

    private Supplier<byte[]> content(long soundId) {
        return () -> {
            Sounds.Content content = sounds.sound(soundId);
            return SoundData.text(content.bytes(), content.verbatim());
        };
    }
}
