package io.histctl.store.postgresql;

import io.histctl.model.Hash;
import io.histctl.store.Derivation;
import io.histctl.store.ForgottenKey;
import io.histctl.store.QuotableTurn;
import io.histctl.store.StoredConversation;
import io.histctl.store.StoredTurn;
import io.histctl.store.TurnAssembler;
import io.histctl.store.Turns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The turns of a snapshot. */
class PostgresTurns implements Turns {
    private final Sql sql;
    private final PostgresTurnReader reader;
    private final QuotableRows quotable;
    private final TurnIdentityRows identity;

    PostgresTurns(Sql sql) {
        this.sql = sql;
        this.reader = new PostgresTurnReader(sql);
        this.quotable = new QuotableRows(sql);
        this.identity = new TurnIdentityRows(sql);
    }

    @Override
    public void each(StoredConversation conversation, long from, long to, Consumer<StoredTurn> turns) {
        reader.each(conversation, from, to, turns);
    }

    @Override
    public void all(StoredConversation conversation, Consumer<StoredTurn> turns) {
        reader.all(conversation, turns);
    }

    @Override
    public void again(StoredConversation conversation, long from, long to, Consumer<StoredTurn> turns) {
        reader.unchecked(conversation.id(), from, to, turns);
    }

    @Override
    public void allUnchecked(StoredConversation conversation, Consumer<StoredTurn> turns) {
        reader.unchecked(conversation.id(), Long.MIN_VALUE, Long.MAX_VALUE, turns);
    }

    @Override
    public Optional<StoredTurn> at(StoredConversation conversation, long position) {
        return reader.at(conversation, position);
    }

    @Override
    public StoredTurn get(StoredConversation conversation, long position) {
        return reader.get(conversation, position);
    }

    /** The words are derived from the message, so that they need no column. */
    @Override
    public String text(StoredTurn turn) {
        return Derivation.text(TurnAssembler.message(turn), turn.transcript());
    }

    @Override
    public @Nullable String newestModel(StoredConversation conversation) {
        return sql.first("""
                        SELECT model FROM @turn WHERE conversation_id = ? AND model IS NOT NULL
                        ORDER BY position DESC LIMIT 1""", rows -> Sql.text(rows, "model"), conversation.id())
                .orElse(null);
    }

    @Override
    public String firstReply(StoredConversation conversation) {
        return sql.first(
                        """
                        SELECT response_id, id_hash, said_at FROM @turn
                        WHERE conversation_id = ? AND role = 'assistant' ORDER BY position LIMIT 1""",
                        rows -> {
                            byte[] idHash = rows.getBytes("id_hash");
                            String response = Sql.textOrNull(rows, "response_id");
                            if (idHash != null) {
                                return "audio " + Hash.hex(idHash).toUpperCase(Locale.ROOT);
                            }
                            return response == null ? "said at " + rows.getLong("said_at") : "response " + response;
                        },
                        conversation.id())
                .orElse("no reply");
    }

    @Override
    public List<QuotableTurn> last(StoredConversation conversation, int limit) {
        return quotable.last(conversation.id(), limit);
    }

    @Override
    public List<QuotableTurn> first(StoredConversation conversation, int limit) {
        return quotable.first(conversation.id(), limit);
    }

    @Override
    public List<QuotableTurn> after(StoredConversation conversation, long position) {
        return quotable.after(conversation.id(), position);
    }

    @Override
    public List<Long> leadingKeys(StoredConversation conversation) {
        return conversation.instructionsVersion() == 0
                ? List.of()
                : keys("""
                        SELECT match_key FROM @turn WHERE conversation_id = ? AND instructions_version = ?
                        ORDER BY position""", conversation.id(), conversation.instructionsVersion());
    }

    @Override
    public List<Long> instructionKeys(StoredConversation conversation, long through) {
        return keys("""
                SELECT match_key FROM @turn
                WHERE conversation_id = ? AND position <= ? AND instructions_version IS NULL AND NOT replaced
                    AND role IN ('system', 'developer')
                ORDER BY position""", conversation.id(), through);
    }

    @Override
    public List<StoredReply> replies(StoredConversation conversation, byte[] replyKey) {
        return identity.replies(conversation, replyKey);
    }

    @Override
    public List<StoredReply> repliesWithAudio(StoredConversation conversation, byte[] audioIdHash) {
        return identity.repliesWithAudio(conversation, audioIdHash);
    }

    @Override
    public boolean isQuotedOnly(StoredConversation conversation, long matchKey) {
        return sql.exists("""
                SELECT 1 FROM @turn WHERE conversation_id = ? AND match_key = ? AND role = 'assistant'
                    AND reply_key IS NULL AND created IS NULL LIMIT 1""", conversation.id(), matchKey);
    }

    @Override
    public OptionalLong questionKeyBefore(StoredConversation conversation, long position) {
        return number("""
                SELECT match_key AS value FROM @turn
                WHERE conversation_id = ? AND position < ? AND role <> 'assistant' AND instructions_version IS NULL
                ORDER BY position DESC LIMIT 1""", conversation.id(), position);
    }

    @Override
    public Optional<StoredTurn> withAudio(byte[] audioIdHash) {
        return identity.bestOccurrence(audioIdHash).flatMap(at -> {
            List<StoredTurn> found = new ArrayList<>(1);
            reader.unchecked(at.conversationId(), at.position(), at.position(), found::add);
            return found.stream().findFirst();
        });
    }

    @Override
    public List<Long> positionsOf(StoredConversation conversation, long matchKey) {
        return sql.list(
                "SELECT position FROM @turn WHERE match_key = ? AND conversation_id = ? ORDER BY position",
                rows -> rows.getLong("position"),
                matchKey,
                conversation.id());
    }

    @Override
    public List<ReferenceUse> referringTo(byte[] valueHash) {
        return new ReferenceRows(sql).uses(valueHash);
    }

    @Override
    public Map<Long, Integer> forgottenKeys(StoredConversation conversation) {
        Map<Long, Integer> keys = new HashMap<>();
        sql.each(
                "SELECT match_key FROM @forgotten_key WHERE conversation_id = ?",
                rows -> keys.merge(rows.getLong("match_key"), 1, Integer::sum),
                conversation.id());
        return keys;
    }

    @Override
    public List<ForgottenKey> forgotten(StoredConversation conversation) {
        return sql.list(
                "SELECT match_key, reply_key FROM @forgotten_key WHERE conversation_id = ?",
                rows -> new ForgottenKey(rows.getLong("match_key"), rows.getBytes("reply_key")),
                conversation.id());
    }

    @Override
    public boolean isForgotten(StoredConversation conversation, byte[] replyKey, long matchKey) {
        return sql.exists(
                "SELECT 1 FROM @forgotten_key WHERE conversation_id = ? AND match_key = ? AND reply_key = ? LIMIT 1",
                conversation.id(),
                matchKey,
                replyKey);
    }

    @Override
    public OptionalLong positionOf(StoredConversation conversation, byte[] audioIdHash) {
        return number("""
                SELECT position AS value FROM @turn WHERE id_hash = ? AND conversation_id = ?
                ORDER BY position LIMIT 1""", audioIdHash, conversation.id());
    }

    @Override
    public int countFrom(StoredConversation conversation, long position) {
        return (int) number("""
                        SELECT count(*) AS value FROM @turn
                        WHERE conversation_id = ? AND position >= ? AND instructions_version IS NULL
                            AND NOT replaced""", conversation.id(), position).orElseThrow();
    }

    @Override
    public OptionalLong firstSince(StoredConversation conversation, long moment) {
        return number(
                "SELECT min(position) AS value FROM @turn WHERE conversation_id = ? AND said_at >= ?",
                conversation.id(),
                moment);
    }

    @Override
    public long countForgettable(StoredConversation conversation, long through) {
        return number(
                        "SELECT count(*) AS value FROM @turn WHERE " + RetentionRows.FORGETTABLE,
                        RetentionRows.arguments(conversation, through))
                .orElseThrow();
    }

    private List<Long> keys(String query, Object... arguments) {
        return sql.list(query, rows -> rows.getLong("match_key"), arguments);
    }

    private OptionalLong number(String query, Object... arguments) {
        Long value = sql.first(query, rows -> Optional.ofNullable(Sql.whole(rows, "value")), arguments)
                .flatMap(found -> found)
                .orElse(null);
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
