package io.histctl.record;

import io.histctl.error.HistoryException;
import io.histctl.error.InvalidInputException;
import io.histctl.error.Remedy;
import io.histctl.error.StoreException;
import io.histctl.store.AudioRow;
import io.histctl.store.ConversationRow;
import io.histctl.store.Conversations;
import io.histctl.store.Database;
import io.histctl.store.Pieces;
import io.histctl.store.ReplyRow;
import io.histctl.store.Session;
import io.histctl.store.SoundRow;
import io.histctl.store.Sounds;
import io.histctl.store.StoredTurn;
import io.histctl.store.Summaries;
import io.histctl.store.TurnReader;
import io.histctl.wire.Json;
import io.histctl.wire.JsonSlice;
import io.histctl.wire.SoundData;
import io.histctl.wire.chat.ChatMessage;
import io.histctl.wire.chat.ChatReply;
import io.histctl.wire.chat.ChatSettings;
import io.histctl.wire.chat.ChatStream;
import io.histctl.wire.chat.Insert;
import io.histctl.wire.chat.Piece;
import io.histctl.wire.chat.StreamPiece;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Completes turns whose stream broke off under an earlier version, which stored what came later beside the turn. */
public final class StreamRecovery {
    private final Session session;
    private final Pieces pieces;

    private StreamRecovery(Session session) {
        this.session = session;
        this.pieces = new Pieces(session);
    }

    /** Completes all of them; mostly there are none. */
    public static void gather(Database database) {
        if (!database.read(session -> new Pieces(session).waiting()).isEmpty()) {
            database.write(session -> {
                gather(session);
                return session;
            });
        }
    }

    private static void gather(Session session) {
        StreamRecovery gatherer = new StreamRecovery(session);
        for (Pieces.Waiting waiting : gatherer.pieces.waiting()) {
            try {
                gatherer.gather(waiting);
            } catch (HistoryException e) {
                // the turn is damaged, which its export and verify tell; its pieces stay, and others are gathered
            }
        }
    }

    private void gather(Pieces.Waiting waiting) {
        ConversationRow row =
                new Conversations(session).find(waiting.conversation()).orElseThrow(StreamRecovery::damaged);
        StoredTurn turn =
                new TurnReader(session).at(row.id(), waiting.position()).orElseThrow(StreamRecovery::damaged);
        byte[] stored = row.settings();
        ChatSettings settings = stored == null ? ChatSettings.NONE : ChatSettings.of(JsonSlice.of(stored));
        ChatReply reply = reply(turn, settings.audioFormat());
        ChatMessage message = reply.message();
        if (message == null || !turn.row().incomplete()) {
            pieces.drop(turn.id());
            return;
        }
        NewTurn whole = NewTurn.of(
                message,
                row.id(),
                waiting.position(),
                Instant.ofEpochMilli(turn.row().saidAt()),
                settings,
                reply,
                turn.reply().replyKey());
        new Summaries(session).dropFrom(row.id(), waiting.position());
        new TurnWriter(session).complete(turn.id(), whole);
        pieces.drop(turn.id());
    }

    /** An index leads to what its row doesn't say. */
    private static StoreException damaged() {
        return new StoreException("the turn of an interrupted stream is damaged; verify the store", Remedy.VERIFY);
    }

    private ChatReply reply(StoredTurn turn, @Nullable String audioFormat) {
        ReplyRow head = turn.reply();
        Long created = head.created();
        // sound is among the pieces only where it is kept
        ChatStream reply = new ChatStream(null, true, audioFormat);
        reply.accept(StreamPiece.begun(
                message(turn),
                head.responseId(),
                head.model(),
                created == null ? null : Instant.ofEpochMilli(created),
                head.finishReason(),
                head.usage()));
        try {
            reply.accept(pieces.of(turn.id()));
        } catch (InvalidInputException e) {
            // a piece was damaged; what came before it stays
        }
        return reply.soFar();
    }

    private byte[] message(StoredTurn turn) {
        List<Insert> inserts = new ArrayList<>();
        AudioRow audio = turn.audio();
        String id = audio == null ? null : audio.audioId();
        if (audio != null && id != null) {
            inserts.add(new Insert(audio.idOffset(), false, () -> Json.quoted(id)));
        }
        for (SoundRow sound : new TurnReader(session).sounds(turn.id())) {
            Long soundId = sound.soundId();
            if (soundId != null) {
                inserts.add(new Insert(sound.offset(), true, () -> text(new Sounds(session).read(soundId))));
            }
        }
        inserts.sort(Comparator.comparingInt(Insert::offset));
        return new Piece(turn.row().message(), inserts).whole();
    }

    private static byte[] text(Sounds.Content content) {
        return SoundData.text(content.bytes(), content.verbatim());
    }
}
