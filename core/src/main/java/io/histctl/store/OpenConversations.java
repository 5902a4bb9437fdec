package io.histctl.store;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The conversations that one transaction adds to: each is read once, and written once, at its end. */
public final class OpenConversations {
    private final Conversations stored;
    private final Map<String, ConversationRow> read = new HashMap<>();
    private final Map<String, ConversationRow> changed = new LinkedHashMap<>();

    /** Works within the transaction of this session, and no longer. */
    public OpenConversations(Session session) {
        this.stored = new Conversations(session);
    }

    /** The conversation of this name, as it is now. */
    public Optional<ConversationRow> find(String name) {
        ConversationRow row = changed.getOrDefault(name, read.get(name));
        if (row != null) {
            return Optional.of(row);
        }
        Optional<ConversationRow> found = stored.find(name);
        found.ifPresent(there -> read.put(name, there));
        return found;
    }

    /** A conversation that is not stored yet: it is with its first change. */
    public ConversationRow begin(String name, long at) {
        return new ConversationRow(stored.nextId(), name, null, 0, 0, at, null);
    }

    /** Takes note of what an exchange changes, before its turns are written. */
    public void change(ConversationRow row) {
        if (changed.put(row.name(), row) == null && !read.containsKey(row.name())) {
            stored.create(row);
        }
    }

    /** Writes what was changed. */
    public void write() {
        changed.values().forEach(stored::update);
        read.putAll(changed);
        changed.clear();
    }
}
