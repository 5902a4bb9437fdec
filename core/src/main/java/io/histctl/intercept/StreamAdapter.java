package io.histctl.intercept;

import io.histctl.wire.chat.ReplyAdapter;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Adapts a stream of server-sent events line by line; a line that is not complete waits for its end. */
final class StreamAdapter {
    private static final byte[] DATA = "data:".getBytes(StandardCharsets.US_ASCII);

    private final ReplyAdapter adapter;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    StreamAdapter(ReplyAdapter adapter) {
        this.adapter = adapter;
    }

    byte[] accept(byte[] piece) {
        if (!adapter.isNeeded()) {
            return piece;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(piece.length + 64);
        int start = 0;
        for (int i = 0; i < piece.length; i++) {
            if (piece[i] == '\n' || piece[i] == '\r') {
                line.write(piece, start, i - start);
                out.writeBytes(adapted(line.toByteArray()));
                out.write(piece[i]);
                line.reset();
                start = i + 1;
            }
        }
        line.write(piece, start, piece.length - start);
        return out.toByteArray();
    }

    String event(String data) {
        return adapter.adapt(data);
    }

    byte[] end() {
        byte[] rest = adapted(line.toByteArray());
        line.reset();
        return rest;
    }

    private byte[] adapted(byte[] text) {
        if (text.length < DATA.length || !Arrays.equals(text, 0, DATA.length, DATA, 0, DATA.length)) {
            return text;
        }
        int from = text.length > DATA.length && text[DATA.length] == ' ' ? DATA.length + 1 : DATA.length;
        byte[] json = Arrays.copyOfRange(text, from, text.length);
        byte[] adapted = adapter.adapt(json);
        if (adapted == json) {
            return text;
        }
        byte[] whole = Arrays.copyOf(text, from + adapted.length);
        System.arraycopy(adapted, 0, whole, from, adapted.length);
        return whole;
    }
}
