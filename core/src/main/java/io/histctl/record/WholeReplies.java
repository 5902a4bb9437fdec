package io.histctl.record;

import io.histctl.model.Message;
import io.histctl.model.Role;
import io.histctl.model.ToolCall;
import io.histctl.store.AudioRow;
import io.histctl.store.StoredConversation;
import io.histctl.store.StoredTurn;
import io.histctl.store.TurnAssembler;
import io.histctl.store.Turns;
import io.histctl.store.Turns.StoredReply;
import io.histctl.wire.chat.ChatReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Finds the stored replies to a question that begin with the words of a stream that broke off. */
final class WholeReplies {
    private final Turns turns;
    private final StoredConversation conversation;

    WholeReplies(Turns turns, StoredConversation conversation) {
        this.turns = turns;
        this.conversation = conversation;
    }

    /** The replies, in their order. */
    List<StoredReply> of(ChatReply part, long questionKey) {
        Message begun = Objects.requireNonNull(part.message()).message();
        List<StoredReply> found = new ArrayList<>();
        for (long question : turns.positionsOf(conversation, questionKey)) {
            at(question + 1, begun).ifPresent(found::add);
        }
        return found;
    }

    /** The newest turn, if it is such a reply. */
    Optional<StoredReply> newest(ChatReply part) {
        Message begun = Objects.requireNonNull(part.message()).message();
        return turns.last(conversation, 1).stream().findFirst().flatMap(turn -> at(turn.position(), begun));
    }

    private Optional<StoredReply> at(long position, Message begun) {
        return turns.at(conversation, position)
                .filter(turn -> begins(begun, TurnAssembler.message(turn)))
                .map(WholeReplies::stored);
    }

    private static boolean begins(Message part, Message whole) {
        return whole.role() == Role.ASSISTANT
                && whole.text().startsWith(part.text())
                && whole.refusal().startsWith(part.refusal())
                && begin(part.toolCalls(), whole.toolCalls());
    }

    private static boolean begin(List<ToolCall> part, List<ToolCall> whole) {
        return part.size() <= whole.size()
                && part.stream()
                        .map(ToolCall::id)
                        .toList()
                        .equals(whole.subList(0, part.size()).stream()
                                .map(ToolCall::id)
                                .toList());
    }

    private static StoredReply stored(StoredTurn turn) {
        AudioRow audio = turn.audio();
        Long sound = audio == null ? null : audio.speech().bytes();
        byte[] usage = turn.reply().usage();
        return new StoredReply(
                turn.position(),
                turn.row().state().replaced(),
                turn.reply().replyKey() != null,
                turn.row().state().incomplete(),
                turn.row().message().length + (sound == null ? 0 : sound) + (usage == null ? 0 : usage.length),
                turn.reply().created(),
                turn.row().derived().matchKey(),
                audio == null ? null : audio.idHash());
    }
}
