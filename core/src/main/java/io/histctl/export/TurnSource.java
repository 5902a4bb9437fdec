package io.histctl.export;

import io.histctl.resume.PlannedTurn;
import io.histctl.store.AudioRow;
import io.histctl.store.Derived;
import io.histctl.store.Reading;
import io.histctl.store.References;
import io.histctl.store.SoundContent;
import io.histctl.store.SoundRow;
import io.histctl.store.StoredConversation;
import io.histctl.store.StoredTurn;
import io.histctl.store.TurnAssembler;
import io.histctl.wire.JsonTemplate;
import io.histctl.wire.Placeholder;
import io.histctl.wire.SoundData;
import io.histctl.wire.chat.SourceMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Reads the turns of a snapshot for an export: first all of them, checked, then those that are sent, which are rendered to
 * be checked and again to be written. If they are small enough, they stay in memory as they were read and rendered.
 */
final class TurnSource {
    private static final long MAX_HELD_BYTES = 16 << 20;

    /** About the memory of a turn besides its message, in bytes. */
    private static final long BYTES_PER_TURN = 500;

    private final StoredConversation conversation;
    private final Reading reading;
    private final Map<Long, StoredTurn> held = new HashMap<>();
    private final Map<Long, JsonTemplate> rendered = new HashMap<>();
    private long heldBytes;

    TurnSource(StoredConversation conversation, Reading reading) {
        this.conversation = conversation;
        this.reading = reading;
    }

    /** Receives a rendered turn. */
    interface Sink {
        void turn(long position, JsonTemplate message) throws IOException;
    }

    /** Passes on all turns, in their order, and keeps them in memory if they are small enough. */
    void readAll(Consumer<StoredTurn> turns) {
        reading.turns().all(conversation, turn -> {
            hold(turn);
            turns.accept(turn);
        });
    }

    private void hold(StoredTurn turn) {
        heldBytes += BYTES_PER_TURN + turn.row().message().length;
        if (areHeld()) {
            held.put(turn.position(), turn);
        } else {
            held.clear();
        }
    }

    /** Renders and passes on these turns, which are in the order of positions. */
    void each(List<PlannedTurn> turns, Sink sink) {
        if (areHeld()) {
            for (PlannedTurn plan : turns) {
                pass(
                        plan,
                        rendered.computeIfAbsent(
                                plan.position(),
                                position -> render(plan, Objects.requireNonNull(held.remove(position)))),
                        sink);
            }
        } else if (!turns.isEmpty()) {
            again(turns, sink);
        }
    }

    private void again(List<PlannedTurn> turns, Sink sink) {
        Iterator<PlannedTurn> plans = turns.iterator();
        PlannedTurn[] next = {plans.next()};
        long last = turns.get(turns.size() - 1).position();
        reading.turns().again(conversation, next[0].position(), last, stored -> {
            if (stored.position() == next[0].position()) {
                pass(next[0], render(next[0], stored), sink);
                next[0] = plans.hasNext() ? plans.next() : next[0];
            }
        });
    }

    private boolean areHeld() {
        return heldBytes <= MAX_HELD_BYTES;
    }

    private JsonTemplate render(PlannedTurn plan, StoredTurn stored) {
        return source(stored).rendered(plan.form());
    }

    private static void pass(PlannedTurn plan, JsonTemplate message, Sink sink) {
        try {
            sink.turn(plan.position(), message);
        } catch (IOException e) {
            throw new UncheckedIOException("the payload could not be written", e);
        }
    }

    private SourceMessage source(StoredTurn stored) {
        AudioRow audio = stored.audio();
        Derived derived = stored.row().derived();
        List<Placeholder> placeholders = new ArrayList<>();
        String id = audio == null ? null : audio.audioId();
        if (audio != null && id != null) {
            placeholders.add(new Placeholder.Id(audio.idOffset(), id));
        }
        // an assistant's own sound, if kept, can't be sent again
        for (SoundRow sound : derived.soundCount() > 0 ? stored.sounds() : List.<SoundRow>of()) {
            placeholders.add(
                    sound.soundId() == null
                            ? new Placeholder.DeletedSound(sound.offset())
                            : new Placeholder.StoredSound(sound.offset(), content(sound)));
        }
        placeholders.addAll(References.placeholders(stored));
        return new SourceMessage(
                () -> TurnAssembler.turn(stored, conversation.instructionsVersion()),
                audio != null,
                derived.sendable(),
                new JsonTemplate(stored.row().message(), placeholders));
    }

    private Supplier<byte[]> content(SoundRow sound) {
        return () -> {
            SoundContent content = reading.sounds().content(sound);
            return SoundData.text(content.bytes(), content.verbatim());
        };
    }
}
