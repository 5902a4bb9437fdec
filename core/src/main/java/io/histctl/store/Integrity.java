package io.histctl.store;

import java.util.List;

/** SQLite's own checks. */
public final class Integrity {
    private Integrity() {}

    /** What SQLite finds wrong; empty where all is well. */
    public static List<String> check(Session session) {
        List<String> found = session.handle()
                .createQuery("PRAGMA integrity_check")
                .mapTo(String.class)
                .list();
        if (found.equals(List.of("ok"))) {
            found = List.of();
        }
        List<String> orphans = session.handle()
                .createQuery("PRAGMA foreign_key_check")
                .map((rows, context) -> "a row of " + rows.getString(1) + " belongs to nothing")
                .list();
        return java.util.stream.Stream.concat(found.stream(), orphans.stream()).toList();
    }

    /** Sounds whose bytes no turn has. */
    public static long unusedSounds(Session session) {
        return session.handle()
                .createQuery(
                        "SELECT count(*) FROM sound WHERE id NOT IN (SELECT sound_id FROM turn_sound WHERE sound_id IS NOT NULL)")
                .mapTo(Long.class)
                .one();
    }
}
