package io.histctl.store.postgresql;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The states of conversations that were changed recently. Safe for use by several threads. */
final class RememberedStates {
    private static final int CAPACITY = 256;

    private final Map<Long, ConversationState> states = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, ConversationState> eldest) {
            return size() > CAPACITY;
        }
    };

    synchronized Optional<ConversationState> get(long conversationId) {
        return Optional.ofNullable(states.get(conversationId));
    }

    synchronized void putAll(Map<Long, ConversationState> others) {
        states.putAll(others);
    }

    synchronized void removeAll(Iterable<Long> conversationIds) {
        conversationIds.forEach(states::remove);
    }
}
