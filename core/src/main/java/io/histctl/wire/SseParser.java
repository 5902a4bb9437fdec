package io.histctl.wire;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Splits server-sent events into their data, from bytes that may be cut anywhere. Line ends are LF, CR LF or CR;
 * comments and other fields are passed over (WHATWG HTML, "Server-sent events").
 */
@API(status = API.Status.INTERNAL)
public final class SseParser {
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private boolean hasData;
    private boolean afterCarriageReturn;

    /** Takes bytes and gives the data of the events that end in them. */
    public void accept(byte[] bytes, Consumer<byte[]> events) {
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

    /** What is left of an event that was not ended, null where there is nothing. */
    public byte @Nullable [] rest() {
        List<byte[]> events = new ArrayList<>();
        endOfLine(events::add);
        endOfLine(events::add);
        return events.isEmpty() ? null : events.get(0);
    }

    private void endOfLine(Consumer<byte[]> events) {
        byte[] text = line.toByteArray();
        line.reset();
        if (text.length == 0) {
            if (hasData) {
                events.accept(data.toByteArray());
            }
            data.reset();
            hasData = false;
        } else {
            field(text);
        }
    }

    private void field(byte[] text) {
        int from =
                text.length >= 3 && text[0] == (byte) 0xEF && text[1] == (byte) 0xBB && text[2] == (byte) 0xBF ? 3 : 0;
        if (text.length - from < 5
                || !new String(text, from, 5, java.nio.charset.StandardCharsets.US_ASCII).equals("data:")) {
            return;
        }
        int value = text.length > from + 5 && text[from + 5] == ' ' ? from + 6 : from + 5;
        if (hasData) {
            data.write('\n');
        }
        data.write(text, value, text.length - value);
        hasData = true;
    }
}
