package io.histctl;

import io.histctl.capture.CapturedMessage;
import io.histctl.capture.CapturedReply;
import io.histctl.capture.Cut;
import io.histctl.capture.SoundData;
import io.histctl.model.Hash;
import io.histctl.model.Usage;
import io.histctl.store.AudioRow;
import io.histctl.store.Pieces;
import io.histctl.store.ReplyRow;
import io.histctl.store.Session;
import io.histctl.store.SoundRow;
import io.histctl.store.Sounds;
import io.histctl.store.TurnRow;
import io.histctl.store.Turns;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes turns with what was cut out of them. */
final class TurnWriter {
    private final Turns turns;
    private final Sounds sounds;
    private final Pieces pieces;

    TurnWriter(Session session) {
        this.turns = new Turns(session);
        this.sounds = new Sounds(session);
        this.pieces = new Pieces(session);
    }

    void instruction(Draft draft, CapturedMessage message) {
        insert(draft, message, draft.newBlock());
    }

    void message(Draft draft, CapturedMessage message) {
        insert(draft, message, null);
    }

    Recorded reply(Draft draft, CapturedReply reply, CapturedMessage message) {
        TurnRow row = row(draft, reply, message, draft.next());
        AudioRow audio = audio(draft, reply, message);
        put(turns.insert(row, replyRow(reply)), message, audio);
        draft.written(row, audio);
        return told(draft, Recorded.Outcome.STORED, row, audio);
    }

    /** Writes a reply anew that had come only in part. */
    Recorded complete(Draft draft, Turns.Known known, CapturedReply reply, CapturedMessage message) {
        sounds.unlink(known.id());
        TurnRow row = row(draft, reply, message, known.position());
        AudioRow audio = audio(draft, reply, message);
        turns.complete(known.id(), row, replyRow(reply));
        put(known.id(), message, audio);
        turns.sealAudio(known.id());
        pieces.drop(known.id());
        return told(draft, reply.incomplete() ? Recorded.Outcome.KNOWN : Recorded.Outcome.COMPLETED, row, audio);
    }

    private static Recorded told(Draft draft, Recorded.Outcome outcome, TurnRow row, @Nullable AudioRow audio) {
        return new Recorded(
                draft.row().name(),
                outcome,
                0,
                0,
                0,
                row.position(),
                audio == null ? null : audio.audioId(),
                audio == null ? null : Instant.ofEpochMilli(audio.diesAt()),
                audio != null && audio.expiresAt() == null,
                row.incomplete(),
                row.voiceLost(),
                null);
    }

    private void insert(Draft draft, CapturedMessage message, @Nullable Long block) {
        long at = draft.at().toEpochMilli();
        TurnRow row = NewTurn.row(message, draft.row().id(), draft.next(), at, false, block, false, false);
        AudioRow audio = AudioLife.of(message, null, draft.at(), null, null, null);
        put(turns.insert(row, ReplyRow.NONE), message, audio);
        draft.written(row, audio);
    }

    private static TurnRow row(Draft draft, CapturedReply reply, CapturedMessage message, long position) {
        return NewTurn.row(
                message,
                draft.row().id(),
                position,
                draft.at().toEpochMilli(),
                true,
                null,
                reply.incomplete(),
                isVoiceLost(draft, reply, message));
    }

    /** Sound was asked for and text came (API.md, "Voice"). */
    private static boolean isVoiceLost(Draft draft, CapturedReply reply, CapturedMessage message) {
        Usage usage = reply.usage();
        boolean silent = usage == null || usage.audioTokens() == null || usage.audioTokens() == 0;
        return draft.settings().wantsAudio()
                && message.audioId() == null
                && silent
                && !message.message().text().isEmpty()
                && message.message().toolCalls().isEmpty();
    }

    private static @Nullable AudioRow audio(Draft draft, CapturedReply reply, CapturedMessage message) {
        Instant created = reply.created() == null ? draft.at() : reply.created();
        return AudioLife.of(
                message,
                created,
                draft.at(),
                reply.usage(),
                draft.settings().audioFormat(),
                draft.settings().voice());
    }

    private static ReplyRow replyRow(CapturedReply reply) {
        String identity = reply.identity();
        return new ReplyRow(
                identity == null ? null : Hash.ofId(identity),
                reply.responseId(),
                reply.model(),
                reply.created() == null ? null : (Long) reply.created().toEpochMilli(),
                reply.finishReason(),
                reply.usageJson());
    }

    private void put(long turnId, CapturedMessage message, @Nullable AudioRow audio) {
        if (audio != null) {
            turns.putAudio(turnId, audio);
        }
        for (Cut cut : message.cuts()) {
            if (cut instanceof Cut.Sound sound) {
                sounds.link(turnId, row(sound));
            }
        }
    }

    private SoundRow row(Cut.Sound cut) {
        SoundData data = cut.data();
        byte[] hash = data.hash();
        return new SoundRow(
                cut.offset(),
                sounds.put(hash, data.bytes(), data.verbatim()),
                hash,
                data.format(),
                data.bytes().length,
                data.length() == null ? null : (Long) data.length().toMillis());
    }
}
