package io.histctl.store.postgresql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rows by the position of their turn. */
final class ByPosition<T> {
    private final Map<Long, List<T>> rows = new HashMap<>();

    void add(long position, T row) {
        rows.computeIfAbsent(position, key -> new ArrayList<>()).add(row);
    }

    List<T> of(long position) {
        return rows.getOrDefault(position, List.of());
    }
}
