package io.histctl.store.jdbc;

import io.histctl.store.AudioRow;
import io.histctl.store.Changes;
import io.histctl.store.Changes.Edit;
import io.histctl.store.ContentHash;
import io.histctl.store.Derivation;
import io.histctl.store.NewTurn;
import io.histctl.store.ReferenceRow;
import io.histctl.store.StoredConversation;
import io.histctl.store.StoredTurn;
import io.histctl.store.jdbc.ChangeTables.Occurrence;
import io.histctl.wire.Placeholder;
import io.histctl.wire.SoundData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Writes the changes of one conversation, and keeps the count and the sum of its turns. */
@API(status = API.Status.INTERNAL)
public final class ChangeWriter {
    private final ChangeTables tables;
    private StoredConversation conversation;
    private long lastPosition;
    private long count;
    private long sum;
    private boolean allCurrent = true;

    private ChangeWriter(ChangeTables tables, StoredConversation conversation) {
        this.tables = tables;
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
    public static boolean write(Session session, TextIndex index, Changes changes) {
        return write(new JdbcChangeTables(session, index), changes);
    }

    /**
     * Writes changes to the tables of an engine.
     *
     * @return false if a conversation has changed since it was read; nothing may be committed then
     */
    public static boolean write(ChangeTables tables, Changes changes) {
        return new ChangeWriter(tables, changes.conversation()).write(changes.edits());
    }

    private boolean write(List<Edit> edits) {
        if (edits.size() == 1 && edits.get(0) instanceof Changes.Delete) {
            return tables.delete(conversation);
        }
        if (edits.size() == 1 && edits.get(0) instanceof Changes.Rename rename) {
            return tables.rename(conversation, rename.name());
        }
        if (!conversation.isStored()) {
            conversation = tables.insert(conversation);
        }
        edits.forEach(this::apply);
        StoredConversation.Extent before = conversation.extent();
        long forgotten = edits.stream()
                .filter(Changes.Forget.class::isInstance)
                .mapToLong(edit -> ((Changes.Forget) edit).through())
                .reduce(before.forgottenThrough(), Math::max);
        return tables.update(conversation.with(
                        lastPosition, new StoredConversation.Extent(before.revision(), forgotten, count, sum)))
                && allCurrent;
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
            tables.putSummary(conversation, put.summary());
        } else if (edit instanceof Changes.DropSummariesFrom drop) {
            tables.dropSummariesFrom(conversation, drop.position());
        } else if (edit instanceof Changes.PutMetadata put) {
            tables.putMetadata(conversation, put.metadata());
        } else if (edit instanceof Changes.Forget forget) {
            forget(forget.through());
        } else if (edit instanceof Changes.Adopt adopt) {
            adopt.turns().forEach(this::adopt);
        } else if (edit instanceof Changes.PutForgotten put) {
            tables.putForgotten(conversation, put.keys());
        } else {
            throw new IllegalArgumentException("a conversation is deleted or renamed alone");
        }
    }

    private void append(NewTurn turn, boolean replaced) {
        StoredTurn derived = Derivation.stored(turn);
        StoredTurn stored = derived.with(derived.references().stream()
                        .map(this::withLearnedExpiry)
                        .toList())
                .replaced(replaced)
                .hashed();
        tables.append(conversation, stored, TurnWords.of(turn.message().message(), null), sounds(turn, stored));
        lastPosition = turn.position();
        count++;
        sum += ContentHash.summand(stored.contentHash(), replaced);
        completeElsewhere(turn);
    }

    private void adopt(Changes.AdoptedTurn adopted) {
        StoredTurn turn = adopted.turn();
        List<@Nullable SoundData> sounds = new ArrayList<>();
        for (int i = 0; i < adopted.sounds().size(); i++) {
            String format = turn.sounds().get(i).format();
            sounds.add(adopted.sounds()
                    .get(i)
                    .map(content -> new SoundData(content.bytes(), content.verbatim(), format, null))
                    .orElse(null));
        }
        tables.append(conversation, turn, TurnWords.of(turn), sounds);
        lastPosition = Math.max(lastPosition, turn.position());
        count++;
        sum += ContentHash.summand(turn.contentHash(), turn.row().state().replaced());
    }

    /** Copies the words of a reply to the turns of other conversations that quote its audio id. */
    private void completeElsewhere(NewTurn turn) {
        AudioRow audio = turn.audio();
        if (turn.reply() == null || audio == null || turn.incomplete()) {
            return;
        }
        for (Occurrence quoted : tables.quotedElsewhere(audio.idHash(), conversation.id())) {
            NewTurn there = new NewTurn(quoted.position(), turn.saidAt(), turn.message(), null, turn.reply(), audio);
            writeElsewhere(
                    quoted.conversation(),
                    new Changes.DropSummariesFrom(quoted.position()),
                    new Changes.Complete(there));
        }
    }

    private void markGone(Changes.MarkGone gone) {
        byte[] idHash =
                editAudio(gone.position(), audio -> audio.gone(gone.at())).idHash();
        for (Occurrence usable : tables.usableElsewhere(idHash, conversation.id())) {
            writeElsewhere(usable.conversation(), new Changes.MarkGone(usable.position(), gone.at()));
        }
    }

    /** Applies what was learned about the same image or file in another turn. */
    private ReferenceRow withLearnedExpiry(ReferenceRow row) {
        return tables.learned(row.valueHash())
                .map(learned -> row.with(
                        new ReferenceRow.Expiry(row.expiry().reportedAt(), learned.at(), learned.goneAt(), null)))
                .orElse(row);
    }

    private void setReferenceExpiry(Changes.SetReferenceExpiry edit) {
        for (Occurrence found : tables.withOtherExpiry(edit.valueHash(), edit.expiresAt())) {
            if (found.conversationId() != conversation.id()) {
                continue;
            }
            List<ReferenceRow> rows = tables.turn(conversation, found.position()).references().stream()
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
        tables.withOtherExpiry(edit.valueHash(), edit.expiresAt()).stream()
                .map(Occurrence::conversation)
                .filter(name -> !name.equals(conversation.name()))
                .findFirst()
                .ifPresent(name -> writeElsewhere(name, edit)); // which goes on to the next
    }

    private void putReferences(long position, List<ReferenceRow> rows) {
        StoredTurn before = tables.turn(conversation, position);
        rewrite(before, before.with(rows), TurnWords.of(before));
    }

    private void writeElsewhere(String name, Edit... edits) {
        allCurrent &= write(tables, Changes.of(tables.get(name), edits));
    }

    private void replace(long position) {
        StoredTurn turn = tables.turn(conversation, position);
        if (!turn.row().state().replaced()) {
            sum += ContentHash.summand(turn.contentHash(), false);
            tables.replace(conversation, turn);
        }
    }

    /** Rewrites a reply; what was learned about its audio since is kept. */
    private void complete(NewTurn turn) {
        StoredTurn before = tables.turn(conversation, turn.position());
        StoredTurn after = Derivation.stored(turn);
        AudioRow known = before.audio();
        AudioRow audio = after.audio();
        StoredTurn completed = (known == null || audio == null ? after : after.with(known.completedBy(audio)))
                .replaced(before.row().state().replaced())
                .hashed();
        tables.complete(
                conversation, before, completed, TurnWords.of(turn.message().message(), null), sounds(turn, completed));
        addToSum(before, completed);
        completeElsewhere(turn);
    }

    private AudioRow editAudio(long position, UnaryOperator<AudioRow> edit) {
        StoredTurn before = tables.turn(conversation, position);
        AudioRow audio = before.audio();
        if (audio == null) {
            throw new IllegalArgumentException("turn " + position + " has no audio");
        }
        rewrite(before, before.with(edit.apply(audio)), TurnWords.of(before));
        return audio;
    }

    private void transcribe(Changes.Transcribe transcribe) {
        StoredTurn before = tables.turn(conversation, transcribe.position());
        StoredTurn after = before.withTranscript(transcribe.text());
        rewrite(before, after.with(Derivation.of(after)), TurnWords.of(after));
    }

    private void rewrite(StoredTurn before, StoredTurn after, TurnWords words) {
        StoredTurn hashed = after.hashed();
        tables.rewrite(conversation, before, hashed, words);
        addToSum(before, hashed);
    }

    private void addToSum(StoredTurn before, StoredTurn after) {
        boolean replaced = before.row().state().replaced();
        sum += ContentHash.summand(after.contentHash(), replaced) - ContentHash.summand(before.contentHash(), replaced);
    }

    private void replaceFrom(long position) {
        tables.replaceFrom(conversation, position, hash -> sum += ContentHash.summand(hash, false));
    }

    private void forget(long through) {
        tables.forget(conversation, through, (hash, replaced) -> {
            count--;
            sum -= ContentHash.summand(hash, replaced);
        });
        tables.dropSummariesFrom(conversation, Long.MIN_VALUE);
    }

    private static List<SoundData> sounds(NewTurn turn, StoredTurn stored) {
        return stored.sounds().isEmpty()
                ? List.of()
                : turn.message().template().sounds().stream()
                        .map(Placeholder.Sound::data)
                        .toList();
    }
}
