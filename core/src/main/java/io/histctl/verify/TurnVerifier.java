package io.histctl.verify;

import io.histctl.model.Hash;
import io.histctl.model.Message;
import io.histctl.model.Role;
import io.histctl.model.TokenCounter;
import io.histctl.model.Usage;
import io.histctl.record.NewTurn;
import io.histctl.store.AudioRow;
import io.histctl.store.InputTokens;
import io.histctl.store.Session;
import io.histctl.store.SoundRow;
import io.histctl.store.Sounds;
import io.histctl.store.StoredTurn;
import io.histctl.store.TurnAssembler;
import io.histctl.store.TurnReader;
import io.histctl.store.TurnRow;
import io.histctl.wire.Json;
import io.histctl.wire.JsonSlice;
import io.histctl.wire.SoundData;
import io.histctl.wire.chat.ChatMessage;
import io.histctl.wire.chat.Insert;
import io.histctl.wire.chat.MatchKey;
import io.histctl.wire.chat.MessageRules;
import io.histctl.wire.chat.Piece;
import io.histctl.wire.chat.UsageReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One stored turn against what its raw JSON says. */
final class TurnVerifier {
    private final Sounds sounds;
    private final TurnReader reader;

    TurnVerifier(Session session) {
        this.sounds = new Sounds(session);
        this.reader = new TurnReader(session);
    }

    List<String> of(StoredTurn stored) {
        List<String> wrong = new ArrayList<>();
        Json.read(stored.row().message(), "the message");
        columns(stored, wrong);
        if (stored.audio() != null) {
            audio(stored, stored.audio(), wrong);
        }
        // an assistant's own sound is no part of its content, and read only here
        List<SoundRow> all = stored.audio() == null ? stored.sounds() : reader.sounds(stored.id());
        all.forEach(sound -> sound(stored, sound, wrong));
        return wrong;
    }

    private static void columns(StoredTurn stored, List<String> wrong) {
        TurnRow row = stored.row();
        Message message = TurnAssembler.message(stored);
        AudioRow audio = stored.audio();
        boolean assistant = message.role() == Role.ASSISTANT;
        expect(row.role().equals(message.role().toString()), "role", wrong);
        expect(row.matchKey() == MatchKey.of(message, audio == null ? null : audio.idHash()), "match_key", wrong);
        if (row.wordsKey() != null) { // a version before the fourth knew none
            expect(row.wordsKey().equals(MatchKey.ofWords(message)), "words_key", wrong);
        }
        expect(row.spokenText() == (assistant && !message.text().isEmpty()), "spoken_text", wrong);
        expect(row.refused() == (assistant && !message.refusal().isEmpty()), "refused", wrong);
        expect(row.tools() == NewTurn.isTool(message), "tools", wrong);
        expect(row.sounds() == message.sounds().size(), "sounds", wrong);
        expect(isNear(row.tokens(), InputTokens.text(message, TokenCounter.ESTIMATE)), "tokens", wrong);
        if (row.ready()) {
            expect(isReady(stored, audio), "ready", wrong);
        }
    }

    /** An earlier version estimated otherwise, but not by more than a half. */
    private static boolean isNear(long stored, long estimate) {
        return stored >= estimate / 2 && stored / 2 <= estimate;
    }

    /** A pruned id is empty in the JSON and breaks no rule by that: it is never sent. */
    private static boolean isReady(StoredTurn stored, @Nullable AudioRow audio) {
        String id = audio == null || audio.audioId() == null ? "pruned" : audio.audioId();
        List<Insert> inserts = new ArrayList<>();
        if (audio != null) {
            inserts.add(new Insert(audio.idOffset(), false, () -> Json.quoted(id)));
        }
        stored.sounds().forEach(sound -> inserts.add(new Insert(sound.offset(), true, () -> new byte[0])));
        inserts.sort(Comparator.comparingInt(Insert::offset));
        return MessageRules.check(new Piece(stored.row().message(), inserts).withoutSound()) == null;
    }

    private static void audio(StoredTurn stored, AudioRow audio, List<String> wrong) {
        String id = audio.audioId();
        if (id != null) {
            expect(Arrays.equals(Hash.ofId(id), audio.idHash()), "id_hash", wrong);
        }
        expect(isEmptyString(stored.row().message(), audio.idOffset()), "id_offset", wrong);
        byte[] json = stored.reply().usage();
        if (json != null) {
            Usage usage = UsageReader.read(json);
            expect(Objects.equals(usage.audioTokens(), audio.audioTokens()), "audio_tokens", wrong);
            expect(Objects.equals(usage.textTokens(), audio.textTokens()), "text_tokens", wrong);
        }
        Instant reported = ChatMessage.expiryIn(
                JsonSlice.of(stored.row().message()), "turn " + stored.row().position());
        expect(Objects.equals(reported, instant(audio.expiresAt())), "expires_at", wrong);
        String spoken = TurnAssembler.message(stored).spoken();
        expect(audio.told() == (spoken != null && !spoken.isBlank()), "told", wrong);
    }

    private void sound(StoredTurn stored, SoundRow sound, List<String> wrong) {
        expect(isEmptyString(stored.row().message(), sound.offset()), "offset of a sound", wrong);
        Long id = sound.soundId();
        if (id != null) {
            Sounds.Content content = sounds.read(id);
            byte[] hash = SoundData.hash(content.bytes(), content.verbatim());
            expect(content.bytes().length == sound.soundBytes(), "length of a sound", wrong);
            expect(Arrays.equals(hash, sound.hash()), "hash of a sound", wrong);
        }
    }

    private static @Nullable Instant instant(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    private static boolean isEmptyString(byte[] json, int offset) {
        return offset > 0 && offset < json.length && json[offset - 1] == '"' && json[offset] == '"';
    }

    private static void expect(boolean holds, String what, List<String> wrong) {
        if (!holds) {
            wrong.add(what + " is not what the message says");
        }
    }
}
