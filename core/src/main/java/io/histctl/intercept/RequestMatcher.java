package io.histctl.intercept;

import io.histctl.model.Role;
import io.histctl.model.Turn;
import io.histctl.store.QuotableTurn;
import io.histctl.store.StoredConversation;
import io.histctl.store.StoredTurn;
import io.histctl.store.TurnAssembler;
import io.histctl.store.Turns;
import io.histctl.wire.chat.ChatMessage;
import io.histctl.wire.chat.MatchKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the stored turns that the messages of a request quote, among the newest turns of one conversation. */
final class RequestMatcher {
    /** How many more turns than messages are read, since an app may leave some out. */
    private static final int EXTRA_TURNS = 64;

    private final StoredConversation conversation;
    private final Turns reader;
    private final List<QuotableTurn> stored;

    RequestMatcher(Turns turns, StoredConversation conversation, int messages) {
        this.conversation = conversation;
        this.reader = turns;
        this.stored = turns.last(conversation, 2 * messages + EXTRA_TURNS);
    }

    /** The stored turn that each message quotes; null for a message without one. */
    List<@Nullable Turn> match(List<ChatMessage> messages) {
        return turns(align(messages));
    }

    /** For each message the index of the stored turn that it quotes, counted back from the end: 0 is the newest, -1 none. */
    int[] fromEnd(List<ChatMessage> messages) {
        int[] matches = align(messages);
        for (int i = 0; i < matches.length; i++) {
            matches[i] = matches[i] < 0 ? -1 : stored.size() - 1 - matches[i];
        }
        return matches;
    }

    /** Whether a stored turn, counted back from the end, is an assistant's. */
    boolean isReply(int fromEnd) {
        return stored.get(stored.size() - 1 - fromEnd).role().equals(Role.ASSISTANT.toString());
    }

    private int[] align(List<ChatMessage> messages) {
        Map<Long, List<Integer>> byKey = new HashMap<>();
        for (int i = 0; i < stored.size(); i++) {
            add(byKey, stored.get(i).matchKey(), i);
            Long words = stored.get(i).transcriptKey();
            if (words != null) {
                add(byKey, words, i);
            }
        }
        boolean unknownReply = messages.stream()
                .anyMatch(message -> message.message().role() == Role.ASSISTANT && !byKey.containsKey(message.key()));
        if (unknownReply) {
            addOtherForms(byKey);
        }
        return MessageAlignment.of(messages.stream()
                .map(message -> byKey.getOrDefault(message.key(), List.of()))
                .toList());
    }

    private static void add(Map<Long, List<Integer>> byKey, long key, int index) {
        List<Integer> indexes = byKey.computeIfAbsent(key, unused -> new ArrayList<>());
        if (indexes.isEmpty() || indexes.get(indexes.size() - 1) != index) {
            indexes.add(index);
        }
    }

    /** Replies with tool calls, or without words, may be quoted in forms that only the whole turn reveals. */
    private void addOtherForms(Map<Long, List<Integer>> byKey) {
        for (int i = 0; i < stored.size(); i++) {
            QuotableTurn form = stored.get(i);
            boolean reply = form.role().equals(Role.ASSISTANT.toString());
            if (reply
                    && form.transcriptKey() == null
                    && (form.idHash() != null || form.content().tools())) {
                int index = i;
                reader.at(conversation, form.position())
                        .ifPresent(turn ->
                                MatchKey.others(whole(turn), form.idHash()).forEach(key -> add(byKey, key, index)));
            }
        }
        byKey.values().forEach(indexes -> indexes.sort(null));
    }

    private List<@Nullable Turn> turns(int[] matches) {
        Map<Long, Turn> byPosition = new HashMap<>();
        long from = Long.MAX_VALUE;
        long to = 0;
        for (int match : matches) {
            if (match >= 0) {
                from = Math.min(from, stored.get(match).position());
                to = Math.max(to, stored.get(match).position());
            }
        }
        if (to > 0) {
            reader.each(
                    conversation, from, to, turn -> byPosition.put(turn.row().position(), whole(turn)));
        }
        List<@Nullable Turn> turns = new ArrayList<>();
        for (int match : matches) {
            turns.add(match < 0 ? null : byPosition.get(stored.get(match).position()));
        }
        return turns;
    }

    private Turn whole(StoredTurn stored) {
        return TurnAssembler.turn(stored, conversation.instructionsVersion());
    }
}
