package io.histctl.store.postgresql;

import io.histctl.model.Hash;
import io.histctl.store.AudioRow;
import io.histctl.store.SoundRow;
import io.histctl.store.StoredTurn;
import io.histctl.wire.SoundData;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The rows of turns that a change adds to a conversation, until they are written with one statement. */
final class NewRows {
    private final TreeMap<Long, StoredTurn> turns = new TreeMap<>();
    private final TreeMap<Long, String> words = new TreeMap<>();
    private final List<ChildColumns.Sound> sounds = new ArrayList<>();

    void add(StoredTurn turn, String text, List<@Nullable SoundData> data) {
        rewrite(turn, text);
        sounds.addAll(sounds(turn, data));
    }

    boolean contains(long position) {
        return turns.containsKey(position);
    }

    Optional<StoredTurn> get(long position) {
        return Optional.ofNullable(turns.get(position));
    }

    void rewrite(StoredTurn turn, String text) {
        turns.put(turn.position(), turn);
        words.put(turn.position(), text);
    }

    List<StoredTurn> turns() {
        return List.copyOf(turns.values());
    }

    List<ChildColumns.Words> words() {
        return words.entrySet().stream()
                .map(entry -> new ChildColumns.Words(entry.getKey(), entry.getValue()))
                .filter(row -> !row.text().isEmpty())
                .toList();
    }

    /** Each sound of a turn. */
    List<ChildColumns.Sound> turnSounds() {
        return sounds;
    }

    /** Each content once. */
    List<ChildColumns.Sound> contents() {
        TreeMap<String, ChildColumns.Sound> once = new TreeMap<>();
        sounds.stream()
                .filter(sound -> sound.data() != null)
                .forEach(sound -> once.put(Hash.hex(sound.row().hash()), sound));
        return List.copyOf(once.values());
    }

    List<ChildColumns.AudioId> audioIds() {
        return audioIds(turns.values());
    }

    List<ChildColumns.Reference> references() {
        return references(turns.values());
    }

    static List<ChildColumns.Sound> sounds(StoredTurn turn, List<? extends @Nullable SoundData> data) {
        List<ChildColumns.Sound> rows = new ArrayList<>();
        List<SoundRow> sounds = turn.sounds();
        for (int i = 0; i < sounds.size(); i++) {
            rows.add(new ChildColumns.Sound(turn.position(), sounds.get(i), data.get(i)));
        }
        return rows;
    }

    static List<ChildColumns.AudioId> audioIds(Collection<StoredTurn> turns) {
        List<ChildColumns.AudioId> rows = new ArrayList<>();
        for (StoredTurn turn : turns) {
            AudioRow audio = turn.audio();
            String id = audio == null ? null : audio.audioId();
            if (audio != null && id != null) {
                AudioRow.Expiry expiry = audio.expiry();
                rows.add(new ChildColumns.AudioId(turn.position(), expiry.at(), expiry.reportedAt() == null, id));
            }
        }
        return rows;
    }

    static List<ChildColumns.Reference> references(Collection<StoredTurn> turns) {
        List<ChildColumns.Reference> rows = new ArrayList<>();
        turns.forEach(turn ->
                turn.references().forEach(row -> rows.add(new ChildColumns.Reference(turn.position(), row))));
        return rows;
    }
}
