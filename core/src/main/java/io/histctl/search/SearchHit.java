package io.histctl.search;

import io.histctl.model.Role;
import java.time.Instant;
import java.util.List;

/**
 * A turn that a search found.
 *
 * @param conversation the id of its conversation
 * @param position in the conversation
 * @param role who says it
 * @param at when it was said
 * @param replaced whether the user edited or regenerated it
 * @param excerpt the words around the first match
 */
public record SearchHit(
        String conversation, long position, Role role, Instant at, boolean replaced, List<Segment> excerpt) {
    public SearchHit {
        excerpt = List.copyOf(excerpt);
    }

    /** A part of an excerpt, and whether it matches the search. */
    public record Segment(String text, boolean match) {}

    /** The excerpt without marks, on one line. */
    public String text() {
        StringBuilder text = new StringBuilder();
        excerpt.forEach(segment -> text.append(segment.text()));
        return text.toString();
    }
}
