package io.histctl.record.imports;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects the notes of an import: each text once, with its first line and the number of lines. */
final class ImportNotes {
    private static final int MOST = 100;
    private static final int MAX_CONVERSATIONS = 10_000;
    private static final String OUT_OF_ORDER =
            "an earlier line of its conversation is newer; if turns end up in a wrong"
                    + " order, sort the lines by time and import them into a new database";

    private final Map<String, ImportReport.Note> notes = new LinkedHashMap<>();
    private final Map<String, Instant> newest = new LinkedHashMap<>();

    void add(long line, List<String> texts) {
        texts.forEach(text -> add(line, text));
    }

    /** Notes a line that is older than a line before it. */
    void time(long line, String conversation, Instant at) {
        Instant before = newest.remove(conversation);
        if (before != null && at.isBefore(before)) {
            add(line, OUT_OF_ORDER);
        }
        newest.put(conversation, before == null || at.isAfter(before) ? at : before);
        if (newest.size() > MAX_CONVERSATIONS) {
            newest.remove(newest.keySet().iterator().next());
        }
    }

    List<ImportReport.Note> list() {
        return new ArrayList<>(notes.values());
    }

    private void add(long line, String text) {
        ImportReport.Note before = notes.get(text);
        if (before != null) {
            notes.put(text, new ImportReport.Note(before.line(), before.lines() + 1, text));
        } else if (notes.size() < MOST) {
            notes.put(text, new ImportReport.Note(line, 1, text));
        }
    }
}
