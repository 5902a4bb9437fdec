package io.histctl.cli;

import io.histctl.record.Recorded;
import io.histctl.record.RecordingStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;

/** A response on standard input that has been read only in part. */
final class ResponseInput {
    private static final int ENOUGH = 16;
    private static final int BUFFER = 1 << 16;

    private final byte[] start;
    private final InputStream rest;

    private ResponseInput(byte[] start, InputStream rest) {
        this.start = start;
        this.rest = rest;
    }

    /** Reads enough to recognise the kind of response. */
    static ResponseInput begin(InputStream in) throws IOException {
        return new ResponseInput(in.readNBytes(ENOUGH), in);
    }

    /** Whether it is an SSE stream, which is stored while it arrives. */
    boolean isEventStream() {
        String text =
                new String(start, StandardCharsets.UTF_8).replace("\uFEFF", "").stripLeading();
        return Stream.of("data:", "event:", "id:", "retry:", ":").anyMatch(text::startsWith);
    }

    /** All of it. */
    byte[] readAll() throws IOException {
        return FileArgument.readAll(new SequenceInputStream(new ByteArrayInputStream(start), rest), "standard input");
    }

    /** Feeds it to a recording as it arrives. */
    Recorded recordTo(RecordingStream recording) throws IOException {
        try (recording) {
            recording.accept(start);
            byte[] buffer = new byte[BUFFER];
            for (int read = rest.read(buffer); read >= 0; read = rest.read(buffer)) {
                recording.accept(Arrays.copyOf(buffer, read));
            }
            return recording.end();
        }
    }
}
