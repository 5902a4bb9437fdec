package io.histctl.store.jdbc;

import io.histctl.store.AudioRow;
import io.histctl.store.Changes;
import io.histctl.store.Changes.Edit;
import io.histctl.store.ContentHash;
import io.histctl.store.Derivation;
import io.histctl.store.NewTurn;
import io.histctl.store.ReferenceRow;
import io.histctl.store.SoundRow;
import io.histctl.store.StoredConversation;
import io.histctl.store.StoredTurn;
import io.histctl.store.jdbc.TurnIdentity.Occurrence;
import io.histctl.store.jdbc.TurnWriter.Words;
import io.histctl.wire.Placeholder;
import io.histctl.wire.SoundData;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apiguardian.api.API;

/** Writes the changes of one conversation, and keeps the count and the sum of its turns. */
@API(status = API.Status.INTERNAL)
public final class ChangeWriter {
    private final Session session;
    private final Statements statements;
    private final TurnReader reader;
    private final TurnIdentity identity;
    private final TurnWriter turns;
    private final ReferenceTable references;
    private final SoundTable sounds;
    private final SummaryTable summaries;
    private final ConversationTable conversations;
    private StoredConversation conversation;
    private long lastPosition;
    private long count;
    private long sum;

    private ChangeWriter(Session session, StoredConversation conversation) {
        this.session = session;
        this.statements = session.statements();
        this.reader = new TurnReader(statements);
        this.identity = new TurnIdentity(statements);
        this.turns = new TurnWriter(statements);
        this.references = new ReferenceTable(statements);
        this.sounds = new SoundTable(statements);
        this.summaries = new SummaryTable(statements);
        this.conversations = new ConversationTable(session);
        this.conversation = conversation;
        this.lastPosition = conversation.lastPosition();
        this.count = conversation.extent().turns();
        this.sum = conversation.extent().sum();
    }

    /**
     * Writes changes within the transaction of a session.
     *
     * @return false if the conversation has changed since it was read; nothing may be committed then
     */
    public static boolean write(Session session, Changes changes) {
        return new ChangeWriter(session, changes.conversation()).write(changes.edits());
    }

    private boolean write(List<Edit> edits) {
        if (edits.size() == 1 && edits.get(0) instanceof Changes.Delete) {
            return conversations.delete(conversation);
        }
        if (!conversation.isStored()) {
            conversation = conversations.insert(conversation);
        }
        edits.forEach(this::apply);
        StoredConversation.Extent before = conversation.extent();
        long forgotten = edits.stream()
                .filter(Changes.Forget.class::isInstance)
                .mapToLong(edit -> ((Changes.Forget) edit).through())
                .reduce(before.forgottenThrough(), Math::max);
        return conversations.update(conversation.with(
                lastPosition, new StoredConversation.Extent(before.revision(), forgotten, count, sum)));
    }

    private void apply(Edit edit) {
        if (edit instanceof Changes.Append append) {
            append.turns().forEach(turn -> append(turn, false));
        } else if (edit instanceof Changes.AppendReplaced append) {
            append.turns().forEach(turn -> append(turn, true));
        } else if (edit instanceof Changes.Complete complete) {
            complete(complete.turn());
        } else if (edit instanceof Changes.ReplaceFrom replace) {
            replaceFrom(replace.position());
        } else if (edit instanceof Changes.ReplaceTurns replace) {
            replace.positions().forEach(this::replace);
        } else if (edit instanceof Changes.MarkGone gone) {
            markGone(gone);
        } else if (edit instanceof Changes.SetReferenceExpiry expiry) {
            setReferenceExpiry(expiry);
        } else if (edit instanceof Changes.PutReferences put) {
            putReferences(put.position(), put.references());
        } else if (edit instanceof Changes.MarkHeard heard) {
            editAudio(heard.position(), audio -> audio.heard(heard.millis()));
        } else if (edit instanceof Changes.Transcribe transcribe) {
            transcribe(transcribe);
        } else if (edit instanceof Changes.PutSummary put) {
            summaries.put(conversation.id(), put.summary());
        } else if (edit instanceof Changes.DropSummariesFrom drop) {
            summaries.dropFrom(conversation.id(), drop.position());
        } else if (edit instanceof Changes.Forget forget) {
            forget(forget.through());
        } else {
            throw new IllegalArgumentException("a conversation is deleted alone");
        }
    }

    private void append(NewTurn turn, boolean replaced) {
        StoredTurn derived = Derivation.stored(turn);
        StoredTurn stored = derived.with(
                derived.references().stream().map(this::withLearnedExpiry).toList());
        byte[] hash = stored.hash().tagged();
        long id = turns.put(
                conversation.id(), stored, hash, Words.of(turn.message().message(), null));
        putSounds(id, stored.sounds(), turn);
        lastPosition = turn.position();
        count++;
        if (replaced) {
            statements.update("UPDATE turn SET replaced = 1 WHERE id = ?", id);
        }
        sum += ContentHash.summand(hash, replaced);
        completeElsewhere(turn);
    }

    /** Copies the words of a reply to the turns of other conversations that quote its audio id. */
    private void completeElsewhere(NewTurn turn) {
        AudioRow audio = turn.audio();
        if (turn.reply() == null || audio == null || turn.incomplete()) {
            return;
        }
        for (Occurrence quoted : identity.quotedElsewhere(audio.idHash(), conversation.id())) {
            NewTurn there = new NewTurn(quoted.position(), turn.saidAt(), turn.message(), null, turn.reply(), audio);
            writeElsewhere(quoted, new Changes.DropSummariesFrom(quoted.position()), new Changes.Complete(there));
        }
    }

    private void markGone(Changes.MarkGone gone) {
        byte[] idHash =
                editAudio(gone.position(), audio -> audio.gone(gone.at())).idHash();
        for (Occurrence usable : identity.usableElsewhere(idHash, conversation.id())) {
            writeElsewhere(usable, new Changes.MarkGone(usable.position(), gone.at()));
        }
    }

    /** Applies what was learned about the same image or file in another turn. */
    private ReferenceRow withLearnedExpiry(ReferenceRow row) {
        return references
                .learned(row.valueHash())
                .map(learned -> row.with(
                        new ReferenceRow.Expiry(row.expiry().reportedAt(), learned.at(), learned.goneAt(), null)))
                .orElse(row);
    }

    private void setReferenceExpiry(Changes.SetReferenceExpiry edit) {
        for (ReferenceTable.Occurrence found : references.withOtherExpiry(edit.valueHash(), edit.expiresAt())) {
            if (found.conversationId() != conversation.id()) {
                continue;
            }
            List<ReferenceRow> rows = reader.get(conversation, found.position()).references().stream()
                    .map(row -> Arrays.equals(row.valueHash(), edit.valueHash())
                            ? row.with(new ReferenceRow.Expiry(
                                    row.expiry().reportedAt(),
                                    edit.expiresAt(),
                                    edit.goneAt(),
                                    row.expiry().prunedAt()))
                            : row)
                    .toList();
            putReferences(found.position(), rows);
        }
        references.withOtherExpiry(edit.valueHash(), edit.expiresAt()).stream()
                .map(ReferenceTable.Occurrence::conversation)
                .filter(name -> !name.equals(conversation.name()))
                .findFirst()
                .ifPresent(
                        name -> write(session, Changes.of(conversations.get(name), edit))); // which goes on to the next
    }

    private void putReferences(long position, List<ReferenceRow> rows) {
        StoredTurn before = reader.get(conversation, position);
        rewrite(before, before.with(rows), Words.of(before));
    }

    private void writeElsewhere(Occurrence occurrence, Edit... edits) {
        write(session, Changes.of(conversations.get(occurrence.conversation()), edits));
    }

    private void replace(long position) {
        StoredTurn turn = reader.get(conversation, position);
        if (!turn.row().state().replaced()) {
            sum += ContentHash.summand(turn.contentHash(), false);
            statements.update("UPDATE turn SET replaced = 1 WHERE id = ?", turn.id());
        }
    }

    /** Rewrites a reply; what was learned about its audio since is kept. */
    private void complete(NewTurn turn) {
        StoredTurn before = reader.get(conversation, turn.position());
        StoredTurn after = Derivation.stored(turn);
        AudioRow known = before.audio();
        AudioRow audio = after.audio();
        sounds.unlink(before.id());
        rewrite(
                before,
                known == null || audio == null ? after : after.with(known.completedBy(audio)),
                Words.of(turn.message().message(), null));
        putSounds(before.id(), after.sounds(), turn);
        statements.update("DELETE FROM reply_piece WHERE turn_id = ?", before.id());
        completeElsewhere(turn);
    }

    private AudioRow editAudio(long position, UnaryOperator<AudioRow> edit) {
        StoredTurn before = reader.get(conversation, position);
        AudioRow audio = before.audio();
        if (audio == null) {
            throw new IllegalArgumentException("turn " + position + " has no audio");
        }
        rewrite(before, before.with(edit.apply(audio)), Words.of(before));
        return audio;
    }

    private void transcribe(Changes.Transcribe transcribe) {
        StoredTurn before = reader.get(conversation, transcribe.position());
        StoredTurn after = before.withTranscript(transcribe.text());
        rewrite(before, after.with(Derivation.of(after)), Words.of(after));
    }

    private void rewrite(StoredTurn before, StoredTurn after, Words words) {
        byte[] hash = after.hash().tagged();
        turns.put(conversation.id(), after, hash, words);
        boolean replaced = before.row().state().replaced();
        sum += ContentHash.summand(hash, replaced) - ContentHash.summand(before.contentHash(), replaced);
    }

    private void replaceFrom(long position) {
        statements.each(
                "SELECT content_hash FROM turn WHERE conversation_id = ? AND position >= ?"
                        + " AND instructions_version IS NULL AND replaced = 0",
                rows -> sum += ContentHash.summand(Statements.bytes(rows, "content_hash"), false),
                conversation.id(),
                position);
        statements.update(
                "UPDATE turn SET replaced = 1 WHERE conversation_id = ? AND position >= ?"
                        + " AND instructions_version IS NULL AND replaced = 0",
                conversation.id(),
                position);
    }

    private void forget(long through) {
        RetentionTables retention = new RetentionTables(session);
        retention.eachForgettable(conversation, through, (hash, replaced) -> {
            count--;
            sum -= ContentHash.summand(hash, replaced);
        });
        List<Long> unused = sounds.of(conversation.id(), through);
        retention.forget(conversation, through);
        summaries.dropFrom(conversation.id(), Long.MIN_VALUE);
        sounds.deleteUnused(unused);
    }

    private void putSounds(long turnId, List<SoundRow> rows, NewTurn turn) {
        if (rows.isEmpty()) {
            return;
        }
        List<Placeholder.Sound> data = turn.message().template().sounds();
        for (int i = 0; i < rows.size(); i++) {
            SoundData sound = data.get(i).data();
            turns.link(turnId, rows.get(i), sounds.put(rows.get(i).hash(), sound.bytes(), sound.verbatim()));
        }
    }
}
