package io.histctl.record;

import io.histctl.store.AudioRow;
import io.histctl.store.NewTurn;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of an exchange. What it says is durable.
 *
 * @param from position of the first turn that was stored; 0: none was
 * @param turns how many were stored
 * @param replaced how many stored turns an edited request took the place of
 * @param reply position of the reply's turn, stored now or before; null: there is none
 * @param audioId of the reply, or the one that is gone
 * @param expiresAt of the reply's audio, reported or estimated
 * @param error what the API said, by code or type; only with {@link Outcome#REFUSED}
 */
public record Recorded(
        String conversation,
        Outcome outcome,
        long from,
        int turns,
        int replaced,
        @Nullable Long reply,
        @Nullable String audioId,
        @Nullable Instant expiresAt,
        boolean estimated,
        boolean incomplete,
        boolean voiceLost,
        @Nullable String error) {

    /** The kinds of outcome. */
    public enum Outcome {
        /** Turns were stored. */
        STORED,
        /** A reply that had come in part is whole now. */
        COMPLETED,
        /** All of it was stored already. */
        KNOWN,
        /** The API no longer knows an audio id: it is marked as gone. */
        GONE,
        /** Another error body: nothing changed. */
        REFUSED
    }

    static Recorded of(String conversation, Outcome outcome) {
        return new Recorded(conversation, outcome, 0, 0, 0, null, null, null, false, false, false, null);
    }

    /** What became of an exchange that was written in steps, this being the last and {@code before} those before it. */
    Recorded after(Recorded before) {
        return new Recorded(
                conversation,
                before.outcome == Outcome.STORED ? Outcome.STORED : outcome,
                before.from,
                before.turns,
                before.replaced,
                reply,
                audioId,
                expiresAt,
                estimated,
                incomplete,
                voiceLost,
                error);
    }

    boolean isNewReply() {
        return outcome == Outcome.STORED && reply != null;
    }

    /** What became of an exchange with this reply. */
    static Recorded ofReply(String conversation, Outcome outcome, NewTurn reply) {
        AudioRow audio = reply.audio();
        return new Recorded(
                conversation,
                outcome,
                0,
                0,
                0,
                reply.position(),
                audio == null ? null : audio.audioId(),
                audio == null ? null : Instant.ofEpochMilli(audio.expiry().at()),
                audio != null && audio.expiry().reportedAt() == null,
                reply.incomplete(),
                reply.voiceLost(),
                null);
    }

    Recorded withTurns(long first, int count, int replacedTurns) {
        return new Recorded(
                conversation,
                outcome,
                first,
                count,
                replacedTurns,
                reply,
                audioId,
                expiresAt,
                estimated,
                incomplete,
                voiceLost,
                error);
    }

    Recorded withReply(long position) {
        return new Recorded(
                conversation,
                outcome,
                from,
                turns,
                replaced,
                position,
                audioId,
                expiresAt,
                estimated,
                incomplete,
                voiceLost,
                error);
    }

    Recorded error(@Nullable String id, @Nullable String said) {
        return new Recorded(conversation, outcome, 0, 0, 0, reply, id, null, false, false, false, said);
    }
}
