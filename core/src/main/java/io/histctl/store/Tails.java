package io.histctl.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The last turns of the conversations that a connection added to lately, as requests may quote them: reading them anew
 * took a third of appending a message. What another connection wrote, or this one otherwise than by adding, makes it
 * forget all of them.
 */
final class Tails {
    /** Of all conversations together; about 8 MB. */
    private static final int MOST_FORMS = 50_000;

    private final Map<Long, Tail> tails = new LinkedHashMap<>(16, 0.75f, true);
    private int forms;
    private long version = -1;

    /**
     * The last turns in force of a conversation.
     *
     * @param whole whether there are no others
     */
    record Tail(List<KnownTurns.Form> forms, boolean whole) {}

    /** Within a transaction: forgets all where another connection wrote since. */
    void ensureCurrent(Statements statements) {
        long now =
                statements.first("PRAGMA data_version", rows -> rows.getLong(1)).orElseThrow();
        if (now != version) {
            clear();
            version = now;
        }
    }

    @Nullable
    Tail get(long conversationId) {
        return tails.get(conversationId);
    }

    void put(long conversationId, List<KnownTurns.Form> last, boolean whole) {
        remove(conversationId);
        tails.put(conversationId, new Tail(new ArrayList<>(last), whole));
        grown(last.size());
    }

    /** Adds turns that were written at the end of a conversation. */
    void add(long conversationId, List<KnownTurns.Form> more) {
        Tail tail = tails.get(conversationId);
        if (tail != null) {
            tail.forms.addAll(more);
            grown(more.size());
        }
    }

    void remove(long conversationId) {
        Tail tail = tails.remove(conversationId);
        forms -= tail == null ? 0 : tail.forms.size();
    }

    void clear() {
        tails.clear();
        forms = 0;
    }

    private void grown(int by) {
        forms += by;
        for (var oldest = tails.values().iterator(); forms > MOST_FORMS; oldest.remove()) {
            forms -= oldest.next().forms.size();
        }
    }
}
