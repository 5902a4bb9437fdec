package io.histctl.store.sqlite;

import io.histctl.error.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/** Copies a database from one snapshot, without the space of deleted rows. */
final class Backup {
    private Backup() {}

    /**
     * Writes the copy, readable by its owner alone and durable when this returns.
     *
     * @throws StoreException if the file exists or can't be written; no part of it is left then
     */
    static void write(Connection connection, Path file) throws SQLException {
        Path copy = file.toAbsolutePath().normalize();
        if (Files.exists(copy)) {
            throw new StoreException(copy + " exists already; name a new file");
        }
        // a name of its own, so that the part of a killed process, or of another one that is writing, is not in the way
        Path part = copy.resolveSibling(copy.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            PrivateFiles.create(part); // an empty file is not taken for a database
            fill(connection, part);
            Files.move(part, copy);
        } catch (IOException e) {
            throw new StoreException(copy + " can't be written; check its folder, its permissions and the disk", e);
        }
    }

    private static void fill(Connection connection, Path part) throws SQLException, IOException {
        try (PreparedStatement copying = connection.prepareStatement("VACUUM INTO ?")) {
            copying.setString(1, part.toString());
            copying.execute();
            try (FileChannel written = FileChannel.open(part, StandardOpenOption.WRITE)) {
                written.force(true);
            }
        } catch (SQLException | IOException e) {
            Files.deleteIfExists(part);
            throw e;
        }
    }
}
