package io.histctl.store.jdbc;

import io.histctl.store.AudioRow;
import io.histctl.store.Derived;
import io.histctl.store.ReplyRow;
import io.histctl.store.SearchTerms;
import io.histctl.store.SoundRow;
import io.histctl.store.StoredTurn;
import io.histctl.store.TurnRow;
import org.jspecify.annotations.Nullable;

/** Writes turns with their audio, text and tool calls, in plain JDBC. */
final class TurnWriter {
    private static final String PUT_TURN = """
            INSERT INTO turn (conversation_id, position, role, said_at, message, instructions_version, replaced,
                match_key, transcript_key, sendable, has_text, has_refusal, has_tools, sound_count, reference_count, tokens,
                incomplete, voice_lost, reply_key, response_id, model, created, finish_reason, usage,
                after_reply, content_hash)
            VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (conversation_id, position) DO UPDATE
            SET role = excluded.role, said_at = excluded.said_at, message = excluded.message,
                match_key = excluded.match_key, transcript_key = excluded.transcript_key,
                sendable = excluded.sendable, has_text = excluded.has_text, has_refusal = excluded.has_refusal,
                has_tools = excluded.has_tools, sound_count = excluded.sound_count,
                reference_count = excluded.reference_count, tokens = excluded.tokens,
                incomplete = excluded.incomplete, voice_lost = excluded.voice_lost,
                reply_key = excluded.reply_key, response_id = excluded.response_id, model = excluded.model,
                created = excluded.created, finish_reason = excluded.finish_reason, usage = excluded.usage,
                after_reply = excluded.after_reply, content_hash = excluded.content_hash
            RETURNING id""";
    private static final String PUT_AUDIO = """
            INSERT INTO audio (turn_id, audio_id, id_hash, id_offset, reported_expires_at, expires_at, gone_at,
                pruned_at, format, voice, sound_bytes, millis, millis_measured, has_transcript, heard_millis,
                sound_kept, audio_tokens, text_tokens)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (turn_id) DO UPDATE
            SET audio_id = excluded.audio_id, id_hash = excluded.id_hash, id_offset = excluded.id_offset,
                reported_expires_at = excluded.reported_expires_at, expires_at = excluded.expires_at,
                gone_at = excluded.gone_at, pruned_at = excluded.pruned_at, format = excluded.format,
                voice = excluded.voice, sound_bytes = excluded.sound_bytes, millis = excluded.millis,
                millis_measured = excluded.millis_measured, has_transcript = excluded.has_transcript,
                heard_millis = excluded.heard_millis, sound_kept = excluded.sound_kept,
                audio_tokens = excluded.audio_tokens, text_tokens = excluded.text_tokens""";

    private final Statements statements;
    private final TextIndex index;
    private final ReferenceTable references;

    TurnWriter(Statements statements, TextIndex index) {
        this.statements = statements;
        this.index = index;
        this.references = new ReferenceTable(statements);
    }

    /** Stores a turn without its sounds, and returns its id. */
    long insert(long conversationId, StoredTurn turn, TurnWords words) {
        long id = put(conversationId, turn, turn.contentHash(), words);
        index.add(id, document(turn, words.text()));
        return id;
    }

    /** Rewrites a stored turn without its sounds. */
    void rewrite(long conversationId, StoredTurn before, StoredTurn after, byte[] contentHash, TurnWords words) {
        String text = statements
                .first(
                        "SELECT text FROM turn_text WHERE turn_id = ?",
                        rows -> Statements.text(rows, "text"),
                        before.id())
                .orElse("");
        put(conversationId, after, contentHash, words);
        index.replace(before.id(), document(before, text), document(after, words.text()));
    }

    private static String document(StoredTurn turn, String text) {
        return SearchTerms.document(text, turn.row().derived().hasTools());
    }

    private long put(long conversationId, StoredTurn turn, byte[] contentHash, TurnWords words) {
        TurnRow row = turn.row();
        Derived derived = row.derived();
        ReplyRow reply = turn.reply();
        long id = statements.insert(
                PUT_TURN,
                conversationId,
                row.position(),
                row.role(),
                row.saidAt(),
                row.message(),
                row.instructionsVersion(),
                derived.matchKey(),
                derived.transcriptKey(),
                derived.sendable(),
                derived.hasText(),
                derived.hasRefusal(),
                derived.hasTools(),
                derived.soundCount(),
                derived.referenceCount(),
                derived.tokens(),
                row.state().incomplete(),
                row.state().voiceLost(),
                reply.replyKey(),
                reply.responseId(),
                reply.model(),
                reply.created(),
                reply.finishReason(),
                reply.usage(),
                reply.afterReply(),
                contentHash);
        putAudio(id, turn.audio());
        references.put(id, turn.references());
        putText(id, words);
        if (turn.transcript() != null) {
            putTranscript(id, turn.transcript());
        }
        return id;
    }

    /** Links a sound to its place in a turn and to its stored bytes, if it was not deleted. */
    void link(long turnId, SoundRow sound, @Nullable Long soundId) {
        statements.update(
                """
                INSERT INTO turn_sound (turn_id, "offset", hash, format, sound_bytes, millis, sound_id)
                VALUES (?, ?, ?, ?, ?, ?, ?)""", turnId, sound.offset(), sound.hash(), sound.format(), sound.soundBytes(), sound.millis(), soundId);
    }

    private void putAudio(long turnId, @Nullable AudioRow audio) {
        if (audio != null) {
            AudioRow.Expiry expiry = audio.expiry();
            AudioRow.Speech speech = audio.speech();
            statements.update(
                    PUT_AUDIO,
                    turnId,
                    audio.audioId(),
                    audio.idHash(),
                    audio.idOffset(),
                    expiry.reportedAt(),
                    expiry.at(),
                    expiry.goneAt(),
                    expiry.prunedAt(),
                    speech.format(),
                    speech.voice(),
                    speech.bytes(),
                    speech.millis(),
                    speech.measured(),
                    speech.hasTranscript(),
                    speech.heardMillis(),
                    speech.kept(),
                    audio.audioTokens(),
                    audio.textTokens());
        }
    }

    private void putText(long turnId, TurnWords words) {
        statements.update(
                "INSERT INTO turn_text (turn_id, text) VALUES (?, ?)"
                        + " ON CONFLICT (turn_id) DO UPDATE SET text = excluded.text",
                turnId,
                words.text());
        for (String callId : words.callIds()) {
            statements.update(
                    "INSERT INTO tool_call (turn_id, call_id) VALUES (?, ?) ON CONFLICT DO NOTHING", turnId, callId);
        }
    }

    private void putTranscript(long turnId, String transcript) {
        statements.update(
                "INSERT INTO transcript (turn_id, text) VALUES (?, ?)"
                        + " ON CONFLICT (turn_id) DO UPDATE SET text = excluded.text",
                turnId,
                transcript);
    }
}
