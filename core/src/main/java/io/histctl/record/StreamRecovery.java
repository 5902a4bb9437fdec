package io.histctl.record;

import io.histctl.error.HistoryException;
import io.histctl.store.AudioRow;
import io.histctl.store.Change;
import io.histctl.store.Changes;
import io.histctl.store.Reading;
import io.histctl.store.ReplyRow;
import io.histctl.store.SoundContent;
import io.histctl.store.SoundRow;
import io.histctl.store.Storage;
import io.histctl.store.StoredConversation;
import io.histctl.store.StoredTurn;
import io.histctl.wire.JsonSlice;
import io.histctl.wire.JsonTemplate;
import io.histctl.wire.Placeholder;
import io.histctl.wire.SoundData;
import io.histctl.wire.chat.ChatMessage;
import io.histctl.wire.chat.ChatReply;
import io.histctl.wire.chat.ChatSettings;
import io.histctl.wire.chat.ChatStream;
import io.histctl.wire.chat.InterruptedReply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Completes turns whose stream was interrupted under an earlier version, which stored later parts separately from the turn.
 *
 * @hidden
 */
@API(status = API.Status.INTERNAL)
public final class StreamRecovery {
    private final Reading reading;
    private final Reading.LeftoverStream leftover;

    private StreamRecovery(Reading reading, Reading.LeftoverStream leftover) {
        this.reading = reading;
        this.leftover = leftover;
    }

    /** Completes all such turns; usually there are none. */
    public static void run(Storage storage) {
        for (Reading.LeftoverStream leftover : storage.read(Reading::leftoverStreams)) {
            try {
                storage.change(reading -> new StreamRecovery(reading, leftover).complete());
            } catch (HistoryException e) {
                // exports and verify report the damaged turn; its separate parts are kept
            }
        }
    }

    private Change<Boolean> complete() {
        StoredConversation conversation = reading.conversations().get(leftover.conversation());
        StoredTurn turn = reading.turns().get(conversation, leftover.position());
        byte[] stored = conversation.settings();
        ChatSettings settings = stored == null ? ChatSettings.NONE : ChatSettings.of(JsonSlice.of(stored));
        ChatReply reply = reply(turn, settings);
        ChatMessage message = reply.message();
        if (message == null || !turn.row().state().incomplete()) {
            return Change.none(false);
        }
        Instant saidAt = Instant.ofEpochMilli(turn.row().saidAt());
        return new Change<>(
                true,
                Changes.of(
                        conversation,
                        new Changes.DropSummariesFrom(turn.position()),
                        new Changes.Complete(new TurnBuilder(
                                        conversation,
                                        saidAt,
                                        settings,
                                        reading.turns(),
                                        turn.reply().afterReply())
                                .reply(reply, turn.reply().replyKey(), message, turn.position()))));
    }

    private ChatReply reply(StoredTurn turn, ChatSettings settings) {
        ReplyRow head = turn.reply();
        Long created = head.created();
        // sound is among the events only if it was kept
        ChatStream reply = new ChatStream(null, true, settings.audioFormat());
        reply.accept(InterruptedReply.event(
                message(turn),
                head.responseId(),
                head.model(),
                created == null ? null : Instant.ofEpochMilli(created),
                head.finishReason(),
                head.usage()));
        reply.accept(leftover.events());
        return reply.soFar();
    }

    private byte[] message(StoredTurn turn) {
        List<Placeholder> placeholders = new ArrayList<>();
        AudioRow audio = turn.audio();
        String id = audio == null ? null : audio.audioId();
        if (audio != null && id != null) {
            placeholders.add(new Placeholder.Id(audio.idOffset(), id));
        }
        for (SoundRow sound : turn.sounds()) {
            if (sound.soundId() != null) {
                placeholders.add(new Placeholder.StoredSound(
                        sound.offset(), () -> text(reading.sounds().content(sound))));
            }
        }
        return new JsonTemplate(turn.row().message(), placeholders).filled();
    }

    private static byte[] text(SoundContent content) {
        return SoundData.text(content.bytes(), content.verbatim());
    }
}
