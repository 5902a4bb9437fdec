package io.histctl.store;

import io.histctl.model.AudioRef;
import io.histctl.model.Hash;
import io.histctl.model.Message;
import io.histctl.model.Part;
import io.histctl.model.Reply;
import io.histctl.model.Tokens;
import io.histctl.model.Turn;
import io.histctl.model.Turn.Standing;
import io.histctl.wire.JsonSlice;
import io.histctl.wire.chat.MessageReader;
import io.histctl.wire.chat.UsageReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Assembles values from stored rows. */
@API(status = API.Status.INTERNAL)
public final class TurnAssembler {
    private TurnAssembler() {}

    /**
     * Assembles a turn from its stored rows.
     *
     * @param instructionsVersion the version of the leading instructions in force
     */
    public static Turn turn(StoredTurn stored, long instructionsVersion) {
        TurnRow row = stored.row();
        AudioRow audio = stored.audio();
        boolean replied = stored.reply().created() != null
                || stored.reply().responseId() != null
                || stored.reply().replyKey() != null
                || stored.reply().finishReason() != null
                || stored.reply().usage() != null; // some gateways leave id and time empty
        return new Turn(
                row.position(),
                Instant.ofEpochMilli(row.saidAt()),
                standing(row.instructionsVersion(), row.state().replaced(), instructionsVersion),
                row.state().incomplete(),
                message(stored),
                stored.transcript(),
                audio == null ? null : audio(audio),
                replied ? reply(stored.reply(), row.state().voiceLost()) : null);
    }

    static Standing standing(@Nullable Long version, boolean replaced, long inForce) {
        if (version != null) {
            return version == inForce ? Standing.LEADING : Standing.SUPERSEDED;
        }
        return replaced ? Standing.REPLACED : Standing.CURRENT;
    }

    public static Message message(StoredTurn stored) {
        JsonSlice json = JsonSlice.of(stored.row().message());
        // an assistant's own sound, if kept, is no part of the content
        JsonSlice own = stored.sounds().isEmpty() ? null : json.members().get("audio");
        List<Part.Sound> sounds = stored.sounds().stream()
                .filter(sound -> own == null || sound.offset() < own.from() || own.to() < sound.offset())
                .map(TurnAssembler::sound)
                .toList();
        return MessageReader.read(
                json,
                "turn " + stored.row().position(),
                sounds,
                (part, found) -> References.known(stored, part, found),
                stored.audio() != null);
    }

    private static Part.Sound sound(SoundRow row) {
        return new Part.Sound(
                Hash.hex(row.hash()), row.format(), row.soundBytes(), millis(row.millis()), row.soundId() != null);
    }

    private static AudioRef audio(AudioRow row) {
        Long audio = row.audioTokens();
        Long text = row.textTokens();
        AudioRow.Expiry expiry = row.expiry();
        AudioRow.Speech speech = row.speech();
        return new AudioRef(
                row.audioId(),
                new AudioRef.Expiry(
                        instant(expiry.reportedAt()),
                        Instant.ofEpochMilli(expiry.at()),
                        instant(expiry.goneAt()),
                        instant(expiry.prunedAt())),
                new AudioRef.Speech(
                        speech.format(),
                        speech.voice(),
                        speech.bytes(),
                        millis(speech.millis()),
                        speech.measured(),
                        millis(speech.heardMillis()),
                        speech.kept()),
                audio == null || text == null ? null : new Tokens(text, audio, true));
    }

    private static Reply reply(ReplyRow row, boolean voiceLost) {
        return new Reply(
                row.responseId(),
                row.model(),
                instant(row.created()),
                row.finishReason(),
                row.usage() == null ? null : UsageReader.read(row.usage()),
                voiceLost);
    }

    private static @Nullable Instant instant(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    private static @Nullable Duration millis(@Nullable Long millis) {
        return millis == null ? null : Duration.ofMillis(millis);
    }
}
