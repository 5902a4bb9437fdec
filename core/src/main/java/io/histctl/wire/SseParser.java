package io.histctl.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import org.apiguardian.api.API;

/**
 * Splits bytes, in pieces of any size, into server-sent events (WHATWG HTML, "Server-sent events"). Lines end with LF, CR
 * LF or CR; comments and unknown fields are skipped. Streams that were saved without blank lines between events are split
 * too: complete data ends at the next field. Not safe for use by several threads.
 */
@API(status = API.Status.INTERNAL)
public final class SseParser {
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private final byte[] terminator;
    private String type = "";
    private boolean hasData;
    private boolean hasComment;
    private boolean afterCarriageReturn;

    /** @param terminator the data of a stream's last event, which need not be JSON */
    public SseParser(String terminator) {
        this.terminator = terminator.getBytes(StandardCharsets.US_ASCII);
    }

    /** Adds bytes and passes on the events that they complete. */
    public void accept(byte[] bytes, Consumer<SseEvent> events) {
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            byte b = bytes[i];
            if (b == '\n' || b == '\r') {
                line.write(bytes, start, i - start);
                start = i + 1;
                if (b == '\r' || !afterCarriageReturn) {
                    endOfLine(events);
                }
            }
            afterCarriageReturn = b == '\r';
        }
        line.write(bytes, start, bytes.length - start);
    }

    /** Whether a line was a comment, as servers send while they wait. */
    public boolean hasComment() {
        return hasComment;
    }

    /** Passes on the events that the end of the stream completes. The last one may be truncated. */
    public void end(Consumer<SseEvent> events) {
        if (line.size() > 0) {
            endOfLine(events);
        }
        endOfEvent(events);
    }

    private void endOfLine(Consumer<SseEvent> events) {
        byte[] text = line.toByteArray();
        line.reset();
        if (text.length == 0) {
            endOfEvent(events);
        } else {
            field(text, events);
        }
    }

    private void endOfEvent(Consumer<SseEvent> events) {
        if (hasData) {
            events.accept(new SseEvent(type, data.toByteArray()));
        }
        data.reset();
        hasData = false;
        type = "";
    }

    private void field(byte[] text, Consumer<SseEvent> events) {
        hasComment |= text[0] == ':';
        int from = startsWith(text, 0, "\u00EF\u00BB\u00BF") ? 3 : 0; // a byte order mark
        boolean isData = startsWith(text, from, "data:");
        boolean isType = startsWith(text, from, "event:");
        if (!isData && !isType) {
            return;
        }
        if (hasData && isWhole(data.toByteArray())) {
            endOfEvent(events);
        }
        int colon = from + (isData ? 4 : 5);
        int value = text.length > colon + 1 && text[colon + 1] == ' ' ? colon + 2 : colon + 1;
        if (isType) {
            type = new String(text, value, text.length - value, StandardCharsets.UTF_8);
            return;
        }
        if (hasData) {
            data.write('\n');
        }
        data.write(text, value, text.length - value);
        hasData = true;
    }

    /** Whether the data is complete. Checked only if a blank line is missing or data has several lines. */
    private boolean isWhole(byte[] data) {
        int last = data.length - 1;
        while (last >= 0 && data[last] <= ' ') {
            last--;
        }
        return last >= 0
                && (Arrays.equals(data, 0, last + 1, terminator, 0, terminator.length)
                        || (data[last] == '}' && Json.isWhole(data)));
    }

    private static boolean startsWith(byte[] text, int from, String latin1) {
        byte[] expected = latin1.getBytes(StandardCharsets.ISO_8859_1);
        return text.length - from >= expected.length
                && Arrays.equals(text, from, from + expected.length, expected, 0, expected.length);
    }
}
