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

    /** The offset of the line that ends the stream in a piece; -1 if it is not in it as a whole. */
    static int startIn(byte[] piece) {
        String text = new String(piece, StandardCharsets.ISO_8859_1);
        int start = Math.max(text.lastIndexOf(SPACED), text.lastIndexOf(DENSE));
        boolean line = start == 0 || (start > 0 && (piece[start - 1] == '\n' || piece[start - 1] == '\r'));
        return line ? start : -1;
    }

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
