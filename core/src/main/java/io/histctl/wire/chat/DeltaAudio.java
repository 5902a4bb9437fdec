package io.histctl.wire.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.wire.Fields;
import io.histctl.wire.Notes;
import io.histctl.wire.SoundData;
import io.histctl.wire.SoundExtent;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The audio of a streamed message, joined from its deltas. Its sound may be counted instead of being kept. */
final class DeltaAudio {
    private final boolean keepSound;
    private final Notes notes;
    private final StringBuilder transcript = new StringBuilder();
    private final ByteArrayOutputStream sound = new ByteArrayOutputStream();
    private @Nullable StringBuilder unusualData;
    private long soundBytes;
    private boolean countable = true;
    private @Nullable String id;
    private @Nullable Instant expiresAt;
    private boolean hasTranscript;

    DeltaAudio(boolean keepSound, Notes notes) {
        this.keepSound = keepSound;
        this.notes = notes;
    }

    boolean hasId() {
        return id != null;
    }

    boolean hasExpiry() {
        return expiresAt != null;
    }

    boolean isEmpty() {
        return id == null && transcript.isEmpty() && soundBytes == 0;
    }

    /** Adds a delta; true if it contained anything but sound. */
    boolean add(Fields audio) {
        String givenId = id(audio);
        id = givenId.isEmpty() ? id : givenId;
        Instant expiry = audio.metadata(notes).time("expires_at");
        expiresAt = expiry == null ? expiresAt : expiry;
        String data = audio.stringOrNull("data");
        if (data != null) {
            data(data);
        }
        String words = audio.stringOrNull("transcript");
        hasTranscript |= words != null;
        transcript.append(words == null ? "" : words);
        return (words != null && !words.isEmpty()) || !givenId.isEmpty() || expiry != null;
    }

    private String id(Fields audio) {
        if (audio.get("id") != null && !audio.get("id").isTextual()) {
            notes.add(audio.path("id") + " is not a string and was ignored");
            return "";
        }
        String given = audio.idOrNull("id");
        return given == null ? "" : given;
    }

    private void data(String piece) {
        if (keepSound) {
            keep(piece);
        } else {
            byte[] decoded = SoundData.decoded(piece);
            countable &= decoded != null;
            soundBytes += decoded == null ? piece.length() : decoded.length;
        }
    }

    /** Each piece is base64 of its own. After one that is not, the data is kept as text. */
    private void keep(String piece) {
        soundBytes += piece.length();
        if (unusualData == null) {
            try {
                sound.writeBytes(Base64.getDecoder().decode(piece));
                return;
            } catch (IllegalArgumentException notBase64) {
                unusualData = new StringBuilder(base64());
            }
        }
        unusualData.append(piece);
    }

    /** The extent of the sound that was counted and not kept; null if there is none. */
    @Nullable
    SoundExtent counted() {
        return keepSound || soundBytes == 0 ? null : SoundExtent.ofPcm16(soundBytes, countable);
    }

    private String base64() {
        return Base64.getEncoder().encodeToString(sound.toByteArray());
    }

    void addTo(ObjectNode message) {
        if (isEmpty()) {
            return;
        }
        ObjectNode audio = message.putObject("audio");
        if (id != null) {
            audio.put("id", id);
        }
        if (soundBytes > 0) {
            audio.put("data", unusualData != null ? unusualData.toString() : base64());
        }
        if (expiresAt != null) {
            audio.put("expires_at", expiresAt.getEpochSecond());
        }
        if (hasTranscript) {
            audio.put("transcript", transcript.toString());
        }
    }
}
