package io.histctl.wire.chat;

import java.io.ByteArrayOutputStream;
import org.apiguardian.api.API;

/** JSON with line breaks for people, every value byte for byte as it was. */
@API(status = API.Status.INTERNAL)
public final class Pretty {
    private Pretty() {}

    /** The document, which is valid and has no white space, indented by two. */
    public static byte[] print(byte[] json) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(json.length + json.length / 4);
        int depth = 0;
        boolean inString = false;
        for (int i = 0; i < json.length; i++) {
            byte b = json[i];
            if (inString) {
                out.write(b);
                if (b == '\\') {
                    out.write(json[++i]);
                }
                inString = b != '"';
            } else if ((b == '{' || b == '[') && isClosing(json[i + 1])) {
                out.write(b);
                out.write(json[++i]);
            } else if (b == '{' || b == '[') {
                out.write(b);
                line(out, ++depth);
            } else if (isClosing(b)) {
                line(out, --depth);
                out.write(b);
            } else {
                out.write(b);
                inString = b == '"';
                if (b == ',') {
                    line(out, depth);
                } else if (b == ':') {
                    out.write(' ');
                }
            }
        }
        return out.toByteArray();
    }

    private static boolean isClosing(byte b) {
        return b == '}' || b == ']';
    }

    private static void line(ByteArrayOutputStream out, int depth) {
        out.write('\n');
        out.writeBytes("  ".repeat(depth).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }
}
