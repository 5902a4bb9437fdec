package io.histctl.record;

import io.histctl.store.AudioRow;
import io.histctl.store.ConversationRow;
import io.histctl.store.ReplyRow;
import io.histctl.wire.chat.ChatMessage;
import io.histctl.wire.chat.ChatReply;
import io.histctl.wire.chat.ChatSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The turns that an exchange adds to a conversation, not written yet. */
final class TurnBuilder {
    private final ConversationRow row;
    private final Instant at;
    private final ChatSettings settings;
    private final List<NewTurn> turns = new ArrayList<>();
    private long block;
    private boolean blockBegun;

    TurnBuilder(ConversationRow row, Instant at, ChatSettings settings) {
        this.row = row;
        this.at = at;
        this.settings = settings;
        this.block = row.lastBlock();
    }

    List<NewTurn> turns() {
        return turns;
    }

    void instruction(ChatMessage message) {
        block += blockBegun ? 0 : 1;
        blockBegun = true;
        add(message, block);
    }

    void message(ChatMessage message) {
        add(message, null);
    }

    NewTurn reply(ChatReply reply, byte @Nullable [] replyKey, ChatMessage message) {
        NewTurn turn = reply(reply, replyKey, message, next());
        turns.add(turn);
        return turn;
    }

    /** A reply that is stored, as it is now. */
    NewTurn reply(ChatReply reply, byte @Nullable [] replyKey, ChatMessage message, long position) {
        return NewTurn.of(message, row.id(), position, at, settings, reply, replyKey);
    }

    /** The conversation with these turns. */
    ConversationRow row(byte @Nullable [] newSettings, @Nullable Instant created) {
        Long newest = row.lastCreated();
        if (created != null && (newest == null || created.toEpochMilli() > newest)) {
            newest = created.toEpochMilli();
        }
        long last = row.lastPosition() + turns.size();
        return new ConversationRow(
                row.id(), row.name(), newSettings, last, block, Math.max(row.lastAt(), at.toEpochMilli()), newest);
    }

    /** What was recorded, told of all turns. */
    Recorded told(Recorded recorded, int replaced) {
        boolean any = !turns.isEmpty();
        return new Recorded(
                recorded.conversation(),
                any ? Recorded.Outcome.STORED : recorded.outcome(),
                any ? row.lastPosition() + 1 : 0,
                turns.size(),
                replaced,
                recorded.reply(),
                recorded.audioId(),
                recorded.expiresAt(),
                recorded.estimated(),
                recorded.incomplete(),
                recorded.voiceLost(),
                null);
    }

    private long next() {
        return row.lastPosition() + turns.size() + 1;
    }

    private void add(ChatMessage message, @Nullable Long block) {
        AudioRow audio = AudioExpiry.of(message, null, at, null, null, null);
        turns.add(new NewTurn(
                NewTurn.row(message, row.id(), next(), at.toEpochMilli(), false, block, false, false),
                ReplyRow.NONE,
                audio,
                message.cuts()));
    }
}
