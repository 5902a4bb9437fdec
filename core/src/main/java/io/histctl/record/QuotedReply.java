package io.histctl.record;

import io.histctl.model.Message;
import io.histctl.store.AudioRow;
import io.histctl.store.NewTurn;
import io.histctl.store.ReplyRow;
import io.histctl.store.StoredTurn;
import io.histctl.store.TurnAssembler;
import io.histctl.wire.JsonTemplate;
import io.histctl.wire.Placeholder;
import io.histctl.wire.chat.ChatMessage;
import io.histctl.wire.chat.MatchKey;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Builds the turn of a message that quotes an audio id of another stored turn, with its words, expiry and usage. */
final class QuotedReply {
    private QuotedReply() {}

    static NewTurn of(ChatMessage quoted, StoredTurn known, long position, long saidAt) {
        AudioRow audio = Objects.requireNonNull(known.audio());
        String id = Objects.requireNonNull(quoted.audioId());
        boolean bare = quoted.message().text().isEmpty() && quoted.message().audioTranscript() == null;
        ChatMessage message = bare ? whole(known, audio, id, quoted) : quoted;
        return new NewTurn(position, saidAt, message, null, reply(known), audio(audio, id, message));
    }

    private static ChatMessage whole(StoredTurn known, AudioRow audio, String id, ChatMessage quoted) {
        Message message = TurnAssembler.message(known);
        return new ChatMessage(
                message,
                new JsonTemplate(known.row().message(), List.of(new Placeholder.Id(audio.idOffset(), id))),
                null,
                quoted.expiresAt(),
                audio.idHash(),
                MatchKey.of(message, audio.idHash()),
                MatchKey.ofWords(message));
    }

    private static NewTurn.@Nullable NewReply reply(StoredTurn known) {
        ReplyRow row = known.reply();
        return row.replyKey() == null && row.created() == null
                ? null
                : new NewTurn.NewReply(row, known.row().state().incomplete(), false);
    }

    /** Restores the id, even if it was pruned in the other turn; the sound is not copied. */
    private static AudioRow audio(AudioRow known, String id, ChatMessage message) {
        AudioRow.Speech speech = known.speech();
        AudioRow.Expiry expiry = known.expiry();
        return new AudioRow(
                id,
                known.idHash(),
                Objects.requireNonNull(message.template().audioId()).offset(),
                new AudioRow.Expiry(expiry.reportedAt(), expiry.at(), expiry.goneAt(), null),
                new AudioRow.Speech(
                        speech.format(),
                        speech.voice(),
                        speech.bytes(),
                        speech.millis(),
                        speech.measured(),
                        speech.hasTranscript(),
                        speech.heardMillis(),
                        false),
                known.audioTokens(),
                known.textTokens());
    }
}
