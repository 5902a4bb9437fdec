package io.histctl.verify;

import io.histctl.error.StoreException;
import io.histctl.model.Hash;
import io.histctl.model.Message;
import io.histctl.model.Usage;
import io.histctl.store.AudioRow;
import io.histctl.store.Derivation;
import io.histctl.store.Derived;
import io.histctl.store.Reading;
import io.histctl.store.SoundContent;
import io.histctl.store.SoundRow;
import io.histctl.store.StoredTurn;
import io.histctl.store.TurnAssembler;
import io.histctl.wire.Json;
import io.histctl.wire.JsonSlice;
import io.histctl.wire.chat.ChatMessage;
import io.histctl.wire.chat.UsageReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares one stored turn with what its raw JSON says. */
final class TurnVerifier {
    private final Reading reading;

    TurnVerifier(Reading reading) {
        this.reading = reading;
    }

    List<String> differences(StoredTurn stored) {
        List<String> wrong = new ArrayList<>();
        Json.read(stored.row().message(), "the message");
        Message message = TurnAssembler.message(stored);
        derived(stored, message, wrong);
        derived(reading.turns().text(stored).equals(Derivation.text(message, stored.transcript())), "text", wrong);
        if (stored.audio() != null) {
            audio(stored, message, stored.audio(), wrong);
        }
        stored.sounds().forEach(sound -> sound(stored, sound, wrong));
        return wrong;
    }

    private static void derived(StoredTurn stored, Message message, List<String> wrong) {
        Derived is = stored.row().derived();
        Derived anew = Derivation.of(stored);
        derived(stored.row().role().equals(message.role().toString()), "role", wrong);
        derived(is.matchKey() == anew.matchKey(), "match_key", wrong);
        derived(Objects.equals(is.transcriptKey(), anew.transcriptKey()), "transcript_key", wrong);
        derived(is.sendable() == anew.sendable(), "sendable", wrong);
        derived(is.hasText() == anew.hasText(), "has_text", wrong);
        derived(is.hasRefusal() == anew.hasRefusal(), "has_refusal", wrong);
        derived(is.hasTools() == anew.hasTools(), "has_tools", wrong);
        derived(is.soundCount() == anew.soundCount(), "sound_count", wrong);
        derived(is.referenceCount() == anew.referenceCount(), "reference_count", wrong);
        derived(is.tokens() == anew.tokens(), "tokens", wrong);
    }

    private static void audio(StoredTurn stored, Message message, AudioRow audio, List<String> wrong) {
        String id = audio.audioId();
        if (id != null) {
            derived(Arrays.equals(Hash.ofId(id), audio.idHash()), "id_hash", wrong);
        }
        derived(isEmptyString(stored.row().message(), audio.idOffset()), "id_offset", wrong);
        byte[] json = stored.reply().usage();
        if (json != null) {
            Usage usage = UsageReader.read(json);
            derived(Objects.equals(usage.audioTokens(), audio.audioTokens()), "audio_tokens", wrong);
            derived(Objects.equals(usage.textTokens(), audio.textTokens()), "text_tokens", wrong);
        }
        Instant reported = ChatMessage.expiryIn(JsonSlice.of(stored.row().message()), "turn " + stored.position());
        derived(Objects.equals(reported, instant(audio.expiry().reportedAt())), "reported_expires_at", wrong);
        String spoken = message.audioTranscript();
        derived(audio.speech().hasTranscript() == (spoken != null && !spoken.isBlank()), "has_transcript", wrong);
    }

    private void sound(StoredTurn stored, SoundRow sound, List<String> wrong) {
        derived(isEmptyString(stored.row().message(), sound.offset()), "offset of a sound", wrong);
        if (sound.soundId() != null) {
            try {
                SoundContent content = reading.sounds().content(sound);
                derived(content.bytes().length == sound.soundBytes(), "length of a sound", wrong);
            } catch (StoreException e) {
                wrong.add("a sound of it is missing or damaged");
            }
        }
    }

    private static @Nullable Instant instant(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    private static boolean isEmptyString(byte[] json, int offset) {
        return offset > 0 && offset < json.length && json[offset - 1] == '"' && json[offset] == '"';
    }

    private static void derived(boolean holds, String what, List<String> wrong) {
        if (!holds) {
            wrong.add(what + " is not what the message says");
        }
    }
}
