package io.histctl.intercept;

import io.histctl.wire.chat.ChatApi;
import java.nio.charset.StandardCharsets;

/** Detects the line {@code data: [DONE]} that ends a stream, in pieces that may be split anywhere. */
final class StreamEnd {
    private static final String SPACED = "data: " + ChatApi.DONE;
    private static final String DENSE = "data:" + ChatApi.DONE;

    private final byte[] line = new byte[SPACED.length() + 1];
    private int length;
    private boolean reached;

    boolean isIn(byte[] piece) {
        for (int i = 0; i < piece.length && !reached; i++) {
            if (piece[i] == '\n' || piece[i] == '\r') {
                length = 0;
            } else if (length < line.length) {
                line[length++] = piece[i];
                reached = piece[i] == ']' && isEnd();
            }
        }
        return reached;
    }

    private boolean isEnd() {
        String text = new String(line, 0, length, StandardCharsets.ISO_8859_1);
        return text.equals(SPACED) || text.equals(DENSE);
    }
}
