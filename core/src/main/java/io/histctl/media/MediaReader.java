package io.histctl.media;

import io.histctl.error.NotFoundException;
import io.histctl.error.Remedy;
import io.histctl.store.ConversationRef;
import io.histctl.store.Reading;
import io.histctl.store.SoundContent;
import io.histctl.store.SoundRow;
import io.histctl.store.StoredTurn;
import io.histctl.wire.JsonSlice;
import io.histctl.wire.SoundData;
import io.histctl.wire.audio.SoundType;
import io.histctl.wire.audio.WavFile;
import io.histctl.wire.chat.ContainedImages;
import java.time.Duration;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Reads the sound and the images of turns.
 *
 * @hidden
 */
@API(status = API.Status.INTERNAL)
public final class MediaReader {
    private final ConversationRef conversation;

    /** Reads from this conversation. */
    public MediaReader(ConversationRef conversation) {
        this.conversation = conversation;
    }

    /**
     * A sound of a turn.
     *
     * @param number of the sound within its turn, from 1
     * @throws NotFoundException if there is no such turn or sound, or the sound was not kept
     */
    public Media sound(long position, int number) {
        return conversation.read((reading, stored) -> {
            StoredTurn turn = reading.turns().get(stored, position);
            return sound(reading, position, row(turn, number));
        });
    }

    /** The images that a turn contains, in their order; not those that it refers to by URL or id. */
    public List<Media> images(long position) {
        return conversation.read((reading, stored) -> {
            StoredTurn turn = reading.turns().get(stored, position);
            return ContainedImages.of(JsonSlice.of(turn.row().message())).stream()
                    .map(image -> new Media(image.bytes(), image.type(), null))
                    .toList();
        });
    }

    private static SoundRow row(StoredTurn turn, int number) {
        List<SoundRow> sounds = turn.sounds();
        String place = "turn " + turn.position();
        if (sounds.isEmpty() && turn.audio() != null) {
            throw new NotFoundException(
                    "the sound of " + place + " was not kept; keep the sound of replies when they are recorded",
                    Remedy.SHOW_TURNS);
        }
        if (number < 1 || number > sounds.size()) {
            throw new NotFoundException(
                    place + " has " + (sounds.isEmpty() ? "no sound" : "only " + sounds.size() + " of these sounds")
                            + "; choose another one",
                    Remedy.SHOW_TURNS);
        }
        return sounds.get(number - 1);
    }

    private static Media sound(Reading reading, long position, SoundRow row) {
        if (row.soundId() == null) {
            throw new NotFoundException("the sound of turn " + position + " was deleted; only its words are kept");
        }
        SoundContent content = reading.sounds().content(row);
        byte[] bytes = SoundData.decoded(content.bytes(), content.verbatim());
        if (bytes == null) {
            throw new NotFoundException(
                    "the sound of turn " + position + " is not base64, so it can't be decoded; export the conversation"
                            + " to get it as it was recorded");
        }
        String type = SoundType.of(bytes, row.format());
        return type.equals(SoundType.RAW)
                ? new Media(WavFile.ofPcm16(bytes), SoundType.WAV, length(row))
                : new Media(bytes, type, length(row));
    }

    private static @Nullable Duration length(SoundRow row) {
        return row.millis() == null ? null : Duration.ofMillis(row.millis());
    }
}
