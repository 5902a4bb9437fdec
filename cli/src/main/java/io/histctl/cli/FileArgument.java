package io.histctl.cli;

import io.histctl.error.HistoryException;
import io.histctl.error.InvalidInputException;
import io.histctl.wire.Json;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** FILE as an argument, where {@code -} is a standard stream. */
final class FileArgument {
    private static final String STANDARD = "-";

    private FileArgument() {}

    /** All bytes of the file, but no more than a document may have. */
    static byte[] read(String file, CliContext context) throws IOException {
        // a file is measured before it is read, for there may be no memory to read it
        if (!file.equals(STANDARD) && Files.isRegularFile(path(file))) {
            ensureFits(Files.size(path(file)), file);
        }
        try (InputStream in = open(file, context)) {
            byte[] bytes = in.readNBytes(Json.MAX_BYTES + 1);
            ensureFits(bytes.length, file);
            return bytes;
        }
    }

    private static void ensureFits(long size, String file) {
        if (size > Json.MAX_BYTES) {
            throw new InvalidInputException(
                    name(file) + " is larger than " + (Json.MAX_BYTES >> 20) + " MiB; record its exchanges one by one");
        }
    }

    static InputStream open(String file, CliContext context) throws IOException {
        if (file.equals(STANDARD)) {
            return context.in();
        }
        Path path = path(file);
        return new BufferedInputStream(Files.newInputStream(path), 1 << 16);
    }

    /** Writes the file whole or not at all, or the standard output. */
    static void write(String file, CliContext context, Content content) throws IOException {
        if (file.equals(STANDARD)) {
            content.writeTo(context.out());
            context.out().flush();
            return;
        }
        Path path = path(file);
        try {
            write(path, content);
        } catch (IOException | UncheckedIOException e) {
            throw new HistoryException(
                    file + " can't be written; check that its folder is there, its permissions and the disk", e);
        }
    }

    /** Sees that a file to be written is none of those in use, by whatever name. */
    static void ensureUnused(String file, List<Path> used) throws IOException {
        if (file.equals(STANDARD)) {
            return;
        }
        Path path = path(file);
        for (Path other : used) {
            boolean same = Files.exists(path) && Files.exists(other) && Files.isSameFile(path, other);
            if (same
                    || path.toAbsolutePath()
                            .normalize()
                            .equals(other.toAbsolutePath().normalize())) {
                throw new InvalidInputException(
                        file + " is a file that this command reads, or the database; write to another one");
            }
        }
    }

    private static void write(Path named, Content content) throws IOException {
        Path path = Files.isRegularFile(named) ? named.toRealPath() : named; // a link stays one
        // a pipe or a device is written to; in their place a file would be wrong
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path))) {
                content.writeTo(out);
            }
            return;
        }
        Path folder = path.toAbsolutePath().getParent();
        Path whole = Files.createTempFile(folder, ".histctl", ".tmp");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(whole))) {
                content.writeTo(out);
            }
            Files.move(whole, path, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    private static Path path(String file) {
        Path path = Converters.path(file);
        if (Files.isDirectory(path)) {
            throw new InvalidInputException((file.isEmpty() ? "." : file) + " is a folder; name a file");
        }
        return path;
    }

    static String name(String file) {
        return file.equals(STANDARD) ? "standard input" : file;
    }

    /** Something to write. */
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }
}
