package io.histctl.store.postgresql;

import io.histctl.store.ReferenceRow;
import io.histctl.store.SoundRow;
import io.histctl.wire.SoundData;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The columns of the tables whose rows belong to turns, without their conversation. */
final class ChildColumns {
    /** An audio id that was not pruned. */
    record AudioId(long position, long expiresAt, boolean estimated, String value) {}

    /** A reference of a turn. */
    record Reference(long position, ReferenceRow row) {}

    /**
     * A sound of a turn.
     *
     * @param data null if it was deleted
     */
    record Sound(long position, SoundRow row, @Nullable SoundData data) {
        SoundData content() {
            return Objects.requireNonNull(data);
        }
    }

    /** The words of a turn. */
    record Words(long position, String text) {}

    static final List<Column<Words>> TURN_TEXT = List.of(
            new Column<>("position", "bigint", Words::position),
            new Column<>("text", "text", words -> words.text().replace('\0', '\ufffd')));

    static final List<Column<AudioId>> AUDIO_ID = List.of(
            new Column<>("position", "bigint", AudioId::position),
            new Column<>("expires_at", "bigint", AudioId::expiresAt),
            new Column<>("estimated", "boolean", AudioId::estimated),
            new Column<>("value", "bytea", id -> Sql.utf8(id.value())));

    static final List<Column<Reference>> PART_REFERENCE = List.of(
            new Column<>("position", "bigint", Reference::position),
            new Column<>("part", "integer", reference -> reference.row().part()),
            new Column<>("kind", "text", reference -> reference.row().kind()),
            new Column<>(
                    "value",
                    "bytea",
                    reference -> Sql.utf8OrNull(reference.row().value())),
            new Column<>("value_hash", "bytea", reference -> reference.row().valueHash()),
            new Column<>("query_offset", "integer", reference -> reference.row().queryOffset()),
            new Column<>(
                    "reported_expires_at",
                    "bigint",
                    reference -> reference.row().expiry().reportedAt()),
            new Column<>(
                    "expires_at",
                    "bigint",
                    reference -> reference.row().expiry().at()),
            new Column<>(
                    "gone_at", "bigint", reference -> reference.row().expiry().goneAt()),
            new Column<>(
                    "pruned_at", "bigint", reference -> reference.row().expiry().prunedAt()));

    static final List<Column<Sound>> TURN_SOUND = List.of(
            new Column<>("position", "bigint", Sound::position),
            new Column<>("at_byte", "integer", sound -> sound.row().offset()),
            new Column<>("hash", "bytea", sound -> sound.row().hash()),
            new Column<>("kept", "boolean", sound -> sound.data() != null),
            new Column<>("format", "bytea", sound -> Sql.utf8OrNull(sound.row().format())),
            new Column<>("sound_bytes", "bigint", sound -> sound.row().soundBytes()),
            new Column<>("millis", "bigint", sound -> sound.row().millis()));

    static final List<Column<Sound>> SOUND = List.of(
            new Column<>("hash", "bytea", sound -> sound.row().hash()),
            new Column<>("verbatim", "boolean", sound -> sound.content().verbatim()),
            new Column<>("bytes", "bytea", sound -> sound.content().bytes()));

    private ChildColumns() {}
}
