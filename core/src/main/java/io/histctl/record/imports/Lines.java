package io.histctl.record.imports;

import io.histctl.error.InvalidInputException;
import io.histctl.wire.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads lines as bytes, so that a line that is not UTF-8 does not affect others. */
final class Lines implements AutoCloseable {
    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int filled;
    private long number;
    private long bytes;

    Lines(InputStream in) {
        this.in = in;
    }

    /** The next line without its line break; null after the last one. */
    byte @Nullable [] next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        boolean any = false;
        while (at < filled || fill()) {
            any = true;
            int end = at;
            while (end < filled && buffer[end] != '\n') {
                end++;
            }
            line.write(buffer, at, end - at);
            at = end + 1;
            if (line.size() > Json.MAX_BYTES) {
                throw new InvalidInputException("line " + (number + 1) + " is larger than " + (Json.MAX_BYTES >> 20)
                        + " MiB; the lines before it are stored");
            }
            if (end < filled) {
                break;
            }
        }
        number += any ? 1 : 0;
        return any ? line.toByteArray() : null;
    }

    /** Whether reading the next line may block, or there is none. */
    boolean isIdle() throws IOException {
        return at >= filled && in.available() == 0;
    }

    /** The number of the last line that was read, from 1. */
    long number() {
        return number;
    }

    /** The number of bytes that were read. */
    long bytes() {
        return bytes;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private boolean fill() throws IOException {
        filled = in.read(buffer);
        at = 0;
        bytes += Math.max(filled, 0);
        return filled > 0;
    }
}
