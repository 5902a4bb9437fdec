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

/** A copy of a database, of one moment, without the space of what was deleted. */
final class Backup {
    private Backup() {}

    /**
     * Writes it, private to its owner and durable when this returns.
     *
     * @throws StoreException where the file is there already or can't be written; a part of it is left in no case
     */
    static void write(Connection connection, Path file) throws SQLException {
        Path copy = file.toAbsolutePath().normalize();
        if (Files.exists(copy)) {
            throw new StoreException(copy + " is there already; name a new file");
        }
        // of a name of its own: what a killed process left, or another one is writing, is in nobody's way
        Path part = copy.resolveSibling(copy.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            PrivateFiles.create(part); // empty, it is taken for none yet
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
