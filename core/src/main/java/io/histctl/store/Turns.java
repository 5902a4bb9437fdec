package io.histctl.store;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tables {@code turn}, {@code audio} and {@code transcript}, written. */
public final class Turns {
    private static final String INSERT = """
            INSERT INTO turn (conversation_id, position, role, said_at, message, match_key, words_key, ready,
                spoken_text, refused, tools, sounds, block, incomplete, voice_lost, tokens,
                reply_key, response_id, model, created, finish_reason, usage)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            RETURNING id""";
    private static final String PUT_AUDIO = """
            INSERT INTO audio (turn_id, id_hash, id_offset, expires_at, dies_at, gone_at, format, voice,
                sound_bytes, millis, measured, told, heard, audio_tokens, text_tokens, audio_id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (turn_id) DO UPDATE
            SET audio_id = iif(pruned_at IS NULL, excluded.audio_id, NULL), id_hash = excluded.id_hash,
                id_offset = excluded.id_offset, expires_at = excluded.expires_at,
                dies_at = iif(gone_at IS NULL, excluded.dies_at, 0), format = excluded.format,
                voice = excluded.voice, sound_bytes = excluded.sound_bytes, millis = excluded.millis,
                measured = excluded.measured, told = excluded.told,
                audio_tokens = excluded.audio_tokens, text_tokens = excluded.text_tokens""";
    // left to itself, SQLite walks the whole conversation in the order of positions
    private static final String FIND = """
            SELECT id, position, incomplete, length(message) + ifnull(length(usage), 0)
                + ifnull((SELECT sound_bytes FROM audio WHERE turn_id = turn.id), 0)
            FROM turn INDEXED BY turn_reply
            WHERE conversation_id = ? AND reply_key = ? ORDER BY id LIMIT 1""";

    private final Session session;

    /** Works within the transaction of this session. */
    public Turns(Session session) {
        this.session = session;
    }

    /** Stores a turn, which nothing has replaced yet, and gives its id. */
    public long insert(TurnRow row, ReplyRow reply) {
        return session.statements()
                .insert(
                        INSERT,
                        row.conversationId(),
                        row.position(),
                        row.role(),
                        row.saidAt(),
                        row.message(),
                        row.matchKey(),
                        row.wordsKey(),
                        row.ready(),
                        row.spokenText(),
                        row.refused(),
                        row.tools(),
                        row.sounds(),
                        row.block(),
                        row.incomplete(),
                        row.voiceLost(),
                        row.tokens(),
                        reply.replyKey(),
                        reply.responseId(),
                        reply.model(),
                        reply.created(),
                        reply.finishReason(),
                        reply.usage());
    }

    /** Writes a reply anew that had come only in part. */
    public void complete(long id, TurnRow row, ReplyRow reply) {
        session.handle()
                .createUpdate("""
                        UPDATE turn
                        SET message = :message, match_key = :matchKey, words_key = :wordsKey, ready = :ready, spoken_text = :spokenText,
                            refused = :refused, tools = :tools, sounds = :sounds, incomplete = :incomplete,
                            voice_lost = :voiceLost, tokens = :tokens, reply_key = :replyKey,
                            response_id = :responseId, model = :model, created = :created,
                            finish_reason = :finishReason, usage = :usage
                        WHERE id = :id""")
                .bind("id", id)
                .bindMethods(row)
                .bindMethods(reply)
                .execute();
    }

    /** Stores the life of a turn's audio id, or writes it anew; what was learned of it since stays. */
    public void putAudio(long turnId, AudioRow row) {
        session.statements()
                .update(
                        PUT_AUDIO,
                        turnId,
                        row.idHash(),
                        row.idOffset(),
                        row.expiresAt(),
                        row.diesAt(),
                        row.goneAt(),
                        row.format(),
                        row.voice(),
                        row.soundBytes(),
                        row.millis(),
                        row.measured(),
                        row.told(),
                        row.heard(),
                        row.audioTokens(),
                        row.textTokens(),
                        row.audioId());
    }

    /** The turn of a reply that is stored already. */
    public Optional<Known> find(long conversationId, byte[] replyKey) {
        return session.statements()
                .first(
                        FIND,
                        rows -> new Known(rows.getLong(1), rows.getLong(2), rows.getBoolean(3), rows.getLong(4)),
                        conversationId,
                        replyKey);
    }

    /**
     * A stored reply.
     *
     * @param size how much of it came, in bytes of message, sound and usage
     */
    public record Known(long id, long position, boolean incomplete, long size) {}

    /** Marks the turns from this position on as replaced; gives how many. */
    public int replaceFrom(long conversationId, long position) {
        return session.handle().execute("""
                UPDATE turn SET replaced = 1
                WHERE conversation_id = ? AND position >= ? AND block IS NULL AND replaced = 0""", conversationId, position);
    }

    /** Marks an id as gone; gives the position of its turn, null where the conversation does not have it. */
    public @Nullable Long markGone(long conversationId, byte[] idHash, long at) {
        List<Long> turns = session.handle()
                .createQuery("""
                        UPDATE audio SET gone_at = ifnull(gone_at, :at), dies_at = 0
                        WHERE id_hash = :idHash
                            AND turn_id IN (SELECT id FROM turn WHERE conversation_id = :conversationId)
                        RETURNING turn_id""")
                .bind("at", at)
                .bind("idHash", idHash)
                .bind("conversationId", conversationId)
                .mapTo(Long.class)
                .list();
        return turns.isEmpty() ? null : position(turns.get(0));
    }

    private long position(long turnId) {
        return session.statements()
                .first("SELECT position FROM turn WHERE id = ?", rows -> rows.getLong(1), turnId)
                .orElseThrow();
    }

    /** Notes how much of a reply was heard. */
    public void markHeard(long turnId, long millis) {
        session.handle().execute("UPDATE audio SET heard = ? WHERE turn_id = ?", millis, turnId);
    }

    /** Attaches what a user said, or replaces it. */
    public void putTranscript(long turnId, String text) {
        session.statements().update("INSERT OR REPLACE INTO transcript (turn_id, text) VALUES (?, ?)", turnId, text);
    }
}
