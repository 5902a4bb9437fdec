package io.histctl.store.postgresql;

import io.histctl.error.StoreException;
import io.histctl.model.Progress;
import io.histctl.store.Maintenance;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Maintenance of a store in PostgreSQL, most of which is the server's. */
final class PostgresMaintenance implements Maintenance {
    private static final List<String> CHILDREN = List.of(
            "turn",
            "turn_text",
            "audio_id",
            "part_reference",
            "turn_sound",
            "sound",
            "summary",
            "forgotten_key",
            "conversation_tag",
            "conversation_metadata");

    private final PostgresStorage storage;

    PostgresMaintenance(PostgresStorage storage) {
        this.storage = storage;
    }

    @Override
    public void backup(Path file) {
        throw new StoreException(storage.describe()
                + " is a database on a server, which is not copied into a file; use pg_dump or the provider's backups");
    }

    @Override
    public boolean adoptSecret(byte[] secret) {
        return storage.transaction(sql -> new CopiedRows(sql).adoptSecret(secret));
    }

    /** Lets the server use the space of deleted rows again. Giving it back to the system would lock out everybody. */
    @Override
    public void compact() {
        try {
            storage.connections().with(connection -> {
                vacuum(connection, "conversation");
                for (String table : CHILDREN) {
                    vacuum(connection, table);
                }
                return true;
            });
        } catch (SQLException e) {
            throw PostgresErrors.explain(e, storage.describe());
        }
    }

    private void vacuum(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(storage.scope().qualified("VACUUM (ANALYZE) @" + table));
        }
    }

    /** Deleted rows are invisible at once; their bytes go when the server reuses the space, its log and its replicas. */
    @Override
    public boolean eraseDeleted() {
        return true;
    }

    /** Searches read the words themselves. */
    @Override
    public void completeSearch(Progress progress) {}

    /** The server checks its pages; what it can't see is a row that belongs to no conversation, or a sound to no turn. */
    @Override
    public List<String> check() {
        return storage.snapshot(sql -> {
            List<String> found = new ArrayList<>();
            for (String child : CHILDREN) {
                count(
                        sql,
                        "SELECT count(*) AS found FROM @" + child
                                + " x WHERE NOT EXISTS (SELECT 1 FROM @conversation c WHERE c.id = x.conversation_id)",
                        "rows of " + child + " belong to no conversation",
                        found);
            }
            count(sql, """
                    SELECT count(*) AS found FROM @sound s WHERE NOT EXISTS (
                        SELECT 1 FROM @turn_sound t
                        WHERE t.conversation_id = s.conversation_id AND t.hash = s.hash AND t.kept)""", "stored sounds belong to no turn", found);
            return found;
        });
    }

    private static void count(Sql sql, String query, String what, List<String> found) {
        long count = sql.first(query, rows -> rows.getLong("found")).orElse(0L);
        if (count > 0) {
            found.add(count + " " + what);
        }
    }
}
