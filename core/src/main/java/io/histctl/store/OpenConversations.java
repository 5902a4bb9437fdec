package io.histctl.store;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The conversations that one transaction adds to: each is read once, and written once, at its end. */
public final class OpenConversations {
    private final Conversations stored;
    private final Map<String, ConversationRow> rows = new LinkedHashMap<>();
    private final Set<String> changed = new HashSet<>();

    /** Works within the transaction of this session, and no longer. */
    public OpenConversations(Session session) {
        this.stored = new Conversations(session);
    }

    /** The conversation of this name, as it is now. */
    public Optional<ConversationRow> find(String name) {
        ConversationRow row = rows.get(name);
        if (row != null) {
            return Optional.of(row);
        }
        Optional<ConversationRow> found = stored.find(name);
        found.ifPresent(read -> rows.put(name, read));
        return found;
    }

    /** A conversation that is not stored yet: it is with its first change. */
    public ConversationRow begin(String name, long at) {
        return new ConversationRow(stored.nextId(), name, null, 0, 0, at, null);
    }

    /** Takes note of what an exchange changes, before its turns are written. */
    public void change(ConversationRow row) {
        if (rows.put(row.name(), row) == null) {
            stored.create(row);
        }
        changed.add(row.name());
    }

    /** Writes what was changed. */
    public void write() {
        changed.forEach(name -> stored.update(rows.get(name)));
        changed.clear();
    }
}
