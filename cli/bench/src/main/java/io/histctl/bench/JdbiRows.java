package io.histctl.bench;

import java.nio.file.Path;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** One row per message by JDBI, in the simplest table that keeps the order. */
final class JdbiRows implements Rival {
    private final Handle handle;

    JdbiRows(Path folder) {
        this.handle = Jdbi.create("jdbc:sqlite:" + folder.resolve("j.db")).open();
        handle.execute("PRAGMA journal_mode = WAL");
        handle.execute("PRAGMA synchronous = NORMAL");
        handle.execute("CREATE TABLE message (conversation TEXT, position INTEGER, role TEXT, content TEXT,"
                + " PRIMARY KEY (conversation, position))");
    }

    @Override
    public void fill(String conversation, int messages) {
        String text = Data.words(1000);
        handle.useTransaction(inside -> {
            for (int i = 1; i <= messages; i++) {
                inside.execute("INSERT INTO message VALUES (?, ?, 'user', ?)", conversation, i, text);
            }
        });
    }

    @Override
    public void append(String conversation, String text) {
        handle.useTransaction(inside -> inside.execute(
                "INSERT INTO message SELECT ?, ifnull(max(position), 0) + 1, 'user', ? FROM message WHERE conversation = ?",
                conversation,
                text,
                conversation));
    }

    @Override
    public void close() {
        handle.close();
    }
}
