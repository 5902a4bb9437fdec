package io.histctl.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Detects that the database file was deleted or replaced while it was open, by its key (its inode). */
final class FileIdentity {
    private final Path file;
    private final @Nullable Object key;

    FileIdentity(Path file) {
        this.file = file;
        this.key = key(file);
    }

    /** Whether the path still leads to the file; always true if the file system has no keys. */
    boolean isThere() {
        return Objects.equals(key, key(file));
    }

    private static @Nullable Object key(Path file) {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        } catch (IOException e) {
            return null;
        }
    }
}
