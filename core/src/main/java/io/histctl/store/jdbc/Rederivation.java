package io.histctl.store.jdbc;

import io.histctl.store.ContentHash;
import io.histctl.store.Derivation;
import io.histctl.store.Derived;
import io.histctl.store.References;
import io.histctl.store.StoredConversation;
import io.histctl.store.StoredTurn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Derives columns again that another version of the code derived, each conversation in a transaction of its own. A turn that can't
 * be read keeps its columns and gets no content hash, so that reading it ends in an error.
 */
@API(status = API.Status.INTERNAL)
public final class Rederivation {
    private final Statements statements;
    private final TurnReader reader;
    private final TurnWriter writer;
    private final ConversationTable conversations;

    /** Works within the transaction of a session. */
    public Rederivation(Session session, TextIndex index) {
        this.statements = session.statements();
        this.reader = new TurnReader(statements);
        this.writer = new TurnWriter(statements, index);
        this.conversations = new ConversationTable(session);
    }

    /** How many conversations have columns that another version derived; at least 1 if the store may have any. */
    public long due() {
        return statements
                .first("""
                        SELECT max(1, (SELECT count(*) FROM conversation WHERE derived_by <> ?)) AS number
                        FROM store WHERE derived_by <> ?""", rows -> rows.getLong("number"), Derived.VERSION, Derived.VERSION)
                .orElse(0L);
    }

    /** Derives the columns of one conversation anew; false if none is left. */
    public boolean next() {
        Optional<String> due = statements.first(
                "SELECT name FROM conversation WHERE derived_by <> ? LIMIT 1",
                rows -> Statements.text(rows, "name"),
                Derived.VERSION);
        if (due.isEmpty()) {
            statements.update("UPDATE store SET derived_by = ? WHERE id = 1", Derived.VERSION);
            return false;
        }
        StoredConversation conversation =
                conversations.findUnchecked(due.get()).orElseThrow().conversation();
        derive(conversation);
        statements.update("UPDATE conversation SET derived_by = ? WHERE id = ?", Derived.VERSION, conversation.id());
        return true;
    }

    private void derive(StoredConversation conversation) {
        statements.update("""
                UPDATE audio SET sound_kept = 1 WHERE turn_id IN (
                    SELECT s.turn_id FROM turn t JOIN turn_sound s ON s.turn_id = t.id WHERE t.conversation_id = ?)""", conversation.id());
        List<Long> positions = statements.list(
                "SELECT position FROM turn WHERE conversation_id = ? ORDER BY position",
                Integer.MAX_VALUE,
                rows -> rows.getLong("position"),
                conversation.id());
        long sum = 0;
        for (Long position : positions) {
            sum += derive(conversation, position);
        }
        StoredConversation.Extent before = conversation.extent();
        conversations.update(conversation.with(
                conversation.lastPosition(),
                new StoredConversation.Extent(before.revision(), before.forgottenThrough(), positions.size(), sum)));
        addHashesToSummaries(conversation);
    }

    /** Hashes the summaries that have no hash of today's algorithm. */
    private void addHashesToSummaries(StoredConversation conversation) {
        SummaryTable summaries = new SummaryTable(statements);
        summaries.all(conversation).stream()
                .filter(found -> !found.hashed())
                .forEach(found -> summaries.put(conversation.id(), found.summary()));
    }

    /** Ascending, since each offset only becomes smaller. */
    private void move(StoredTurn before, StoredTurn after) {
        for (int i = 0; i < before.sounds().size(); i++) {
            int from = before.sounds().get(i).offset();
            int to = after.sounds().get(i).offset();
            if (from != to) {
                statements.update(
                        "UPDATE turn_sound SET \"offset\" = ? WHERE turn_id = ? AND \"offset\" = ?",
                        to,
                        before.id(),
                        from);
            }
        }
    }

    /** Derives the columns of a turn anew, and returns what it adds to the sum of the conversation. */
    private long derive(StoredConversation conversation, long position) {
        List<StoredTurn> found = new ArrayList<>(1);
        reader.unchecked(conversation.id(), position, position, found::add);
        StoredTurn turn = found.get(0);
        byte[] old = turn.contentHash();
        boolean replaced = turn.row().state().replaced();
        if (ContentHash.isCurrent(old) && !turn.isIntact()) {
            return ContentHash.summand(old, replaced); // stays damaged, so that reading it fails
        }
        StoredTurn derived;
        TurnWords words;
        try {
            StoredTurn cut = References.derive(turn);
            derived = cut.with(Derivation.of(cut));
            words = TurnWords.of(derived);
        } catch (RuntimeException e) { // a damaged message may end in any of them
            return 0;
        }
        move(turn, derived);
        byte[] hash = derived.hash().tagged();
        writer.rewrite(conversation.id(), turn, derived, hash, words);
        return ContentHash.summand(hash, replaced);
    }
}
