package io.histctl.wire;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;

/** Collects what a reader ignored, in sentences that quote no chat. Not safe for use by several threads. */
@API(status = API.Status.INTERNAL)
public final class Notes {
    private static final int MAX = 20;

    private final Set<String> notes = new LinkedHashSet<>();

    /** Adds a note, once; beyond the first 20 they are dropped. */
    public void add(String note) {
        if (notes.size() < MAX) {
            notes.add(note);
        }
    }

    /** The notes in the order in which they were added. */
    public List<String> list() {
        return List.copyOf(notes);
    }
}
