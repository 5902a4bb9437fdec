package io.histctl.cli;

import io.histctl.error.HistoryException;
import io.histctl.error.InvalidInputException;
import io.histctl.record.imports.HistoryFile;
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

/** A FILE argument; {@code -} is a standard stream. */
final class FileArgument {
    private static final String STANDARD = "-";

    private FileArgument() {}

    /** All bytes of the file, at most as many as a document may have. */
    static byte[] read(String file, CliContext context) throws IOException {
        // a file that is too large may not fit into memory either
        if (!file.equals(STANDARD) && Files.isRegularFile(path(file))) {
            ensureFits(Files.size(path(file)), name(file));
        }
        try (InputStream in = open(file, context)) {
            return readAll(in, name(file));
        }
    }

    /** All bytes of a stream, at most as many as a document may have. */
    static byte[] readAll(InputStream in, String name) throws IOException {
        byte[] bytes = in.readNBytes(Json.MAX_BYTES + 1);
        ensureFits(bytes.length, name);
        return bytes;
    }

    private static void ensureFits(long size, String name) {
        if (size > Json.MAX_BYTES) {
            throw new InvalidInputException(
                    name + " is larger than " + (Json.MAX_BYTES >> 20) + " MiB; record its exchanges one by one");
        }
    }

    static InputStream open(String file, CliContext context) throws IOException {
        if (file.equals(STANDARD)) {
            return context.in();
        }
        Path path = path(file);
        return new BufferedInputStream(Files.newInputStream(path), 1 << 16);
    }

    /** A file of another tool. */
    static HistoryFile history(String file) throws IOException {
        return HistoryFile.of(path(file));
    }

    /** Writes the whole file or nothing; {@code -} is standard output. */
    static <T> T write(String file, CliContext context, Content<T> content) throws IOException {
        if (file.equals(STANDARD)) {
            T result = content.writeTo(context.out());
            context.out().flush();
            return result;
        }
        Path path = path(file);
        try {
            return write(path, content);
        } catch (IOException | UncheckedIOException e) {
            throw new HistoryException(
                    file + " can't be written; check that its folder exists, its permissions and the disk", e);
        }
    }

    /** Fails if a file to be written is one of those in use, under any name. */
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

    /** Fails if a file to be written exists already. */
    static void ensureNew(String file) {
        if (!file.equals(STANDARD) && Files.exists(path(file))) {
            throw new InvalidInputException(file + " exists already; name another file, or overwrite it (--force)");
        }
    }

    private static <T> T write(Path named, Content<T> content) throws IOException {
        Path path = Files.isRegularFile(named) ? named.toRealPath() : named; // keep a link
        // a pipe or a device must not be replaced by a file
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path))) {
                return content.writeTo(out);
            }
        }
        Path folder = path.toAbsolutePath().getParent();
        Path whole = Files.createTempFile(folder, ".histctl", ".tmp");
        try {
            T result;
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(whole))) {
                result = content.writeTo(out);
            }
            Files.move(whole, path, StandardCopyOption.REPLACE_EXISTING);
            return result;
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

    /** Writes something, and returns what the writer has to say about it. */
    interface Content<T> {
        T writeTo(OutputStream out) throws IOException;
    }
}
