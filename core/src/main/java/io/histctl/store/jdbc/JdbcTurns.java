package io.histctl.store.jdbc;

import io.histctl.store.ForgottenKey;
import io.histctl.store.QuotableTurn;
import io.histctl.store.StoredConversation;
import io.histctl.store.StoredTurn;
import io.histctl.store.Turns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The turns of a snapshot, read through a session. */
final class JdbcTurns implements Turns {
    private final Session session;
    private final TurnReader reader;
    private final QuotableTurns quotable;
    private final TurnIdentity identity;

    JdbcTurns(Session session) {
        this.session = session;
        this.reader = new TurnReader(session.statements());
        this.quotable = new QuotableTurns(session.statements());
        this.identity = new TurnIdentity(session.statements());
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
    public String text(StoredTurn turn) {
        return session.statements()
                .first("SELECT text FROM turn_text WHERE turn_id = ?", rows -> Statements.text(rows, "text"), turn.id())
                .orElse("");
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

    @Override
    public @Nullable String newestModel(StoredConversation conversation) {
        return session.statements()
                .first("""
                        SELECT model FROM turn WHERE conversation_id = ? AND model IS NOT NULL
                        ORDER BY position DESC LIMIT 1""", rows -> Statements.text(rows, "model"), conversation.id())
                .orElse(null);
    }

    @Override
    public String firstReply(StoredConversation conversation) {
        return session.statements()
                .first("""
                        SELECT t.response_id, hex(a.id_hash) AS audio, t.said_at
                        FROM turn t LEFT JOIN audio a ON a.turn_id = t.id
                        WHERE t.conversation_id = ? AND t.role = 'assistant' ORDER BY t.position LIMIT 1""", JdbcTurns::identity, conversation.id())
                .orElse("no reply");
    }

    private static String identity(ResultSet rows) throws SQLException {
        String response = Statements.text(rows, "response_id");
        String audio = rows.getString("audio");
        if (!audio.isEmpty()) {
            return "audio " + audio;
        }
        return response == null ? "said at " + rows.getLong("said_at") : "response " + response;
    }

    @Override
    public List<QuotableTurn> last(StoredConversation conversation, int limit) {
        return quotable.after(conversation, 0, limit);
    }

    @Override
    public List<QuotableTurn> first(StoredConversation conversation, int limit) {
        return quotable.first(conversation, limit);
    }

    @Override
    public List<QuotableTurn> after(StoredConversation conversation, long position) {
        return quotable.after(conversation, position, Integer.MAX_VALUE);
    }

    @Override
    public List<Long> leadingKeys(StoredConversation conversation) {
        return quotable.leadingKeys(conversation);
    }

    @Override
    public List<Long> instructionKeys(StoredConversation conversation, long through) {
        return quotable.instructionKeys(conversation, through);
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
        return identity.isQuotedOnly(conversation, matchKey);
    }

    @Override
    public OptionalLong questionKeyBefore(StoredConversation conversation, long position) {
        return identity.questionKeyBefore(conversation, position);
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
        return session.statements()
                .list(
                        "SELECT position FROM turn WHERE match_key = ? AND conversation_id = ? ORDER BY position",
                        Integer.MAX_VALUE,
                        rows -> rows.getLong("position"),
                        matchKey,
                        conversation.id());
    }

    @Override
    public List<ReferenceUse> referringTo(byte[] valueHash) {
        return new ReferenceTable(session.statements()).uses(valueHash);
    }

    @Override
    public Map<Long, Integer> forgottenKeys(StoredConversation conversation) {
        return identity.forgottenKeys(conversation);
    }

    @Override
    public List<ForgottenKey> forgotten(StoredConversation conversation) {
        return identity.forgotten(conversation);
    }

    @Override
    public boolean isForgotten(StoredConversation conversation, byte[] replyKey, long matchKey) {
        return identity.isForgotten(conversation, replyKey, matchKey);
    }

    @Override
    public OptionalLong positionOf(StoredConversation conversation, byte[] audioIdHash) {
        return quotable.positionOf(conversation, audioIdHash);
    }

    @Override
    public int countFrom(StoredConversation conversation, long position) {
        return quotable.countFrom(conversation, position);
    }

    @Override
    public OptionalLong firstSince(StoredConversation conversation, long moment) {
        return new RetentionTables(session).firstSince(conversation, moment);
    }

    @Override
    public long countForgettable(StoredConversation conversation, long through) {
        return new RetentionTables(session).countForgettable(conversation, through);
    }
}
