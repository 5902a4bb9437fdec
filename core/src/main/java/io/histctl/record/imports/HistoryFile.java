package io.histctl.record.imports;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** A file to import, with its first bytes, by which its format is recognized. */
public final class HistoryFile {
    private static final int START = 1 << 20;

    private final Path path;
    private final byte[] start;
    private final AtomicLong bytesRead = new AtomicLong();

    private HistoryFile(Path path, byte[] start) {
        this.path = path;
        this.start = start;
    }

    /**
     * Opens a file.
     *
     * @throws IOException if it can't be read
     */
    public static HistoryFile of(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return new HistoryFile(path, in.readNBytes(START));
        }
    }

    /** Where the file is. */
    public Path path() {
        return path;
    }

    /** The first bytes of the file, at most 1 MiB. */
    public byte[] start() {
        return start.clone();
    }

    /** A stream of the whole file, which the caller closes. */
    public InputStream open() throws IOException {
        return new BufferedInputStream(new Counting(Files.newInputStream(path)), 1 << 16);
    }

    /** The number of bytes that were read. */
    long bytesRead() {
        return bytesRead.get();
    }

    private final class Counting extends FilterInputStream {
        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            bytesRead.incrementAndGet();
            return in.read();
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = in.read(bytes, from, length);
            bytesRead.addAndGet(Math.max(read, 0));
            return read;
        }
    }
}
