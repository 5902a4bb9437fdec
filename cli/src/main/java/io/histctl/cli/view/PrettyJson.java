package io.histctl.cli.view;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Indents JSON for people. Every value keeps its bytes. */
public final class PrettyJson {
    private PrettyJson() {}

    /** A valid document without white space, indented by two spaces per level. */
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
                newLine(out, ++depth);
            } else if (isClosing(b)) {
                newLine(out, --depth);
                out.write(b);
            } else {
                out.write(b);
                inString = b == '"';
                if (b == ',') {
                    newLine(out, depth);
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

    private static void newLine(ByteArrayOutputStream out, int depth) {
        out.write('\n');
        out.writeBytes("  ".repeat(depth).getBytes(StandardCharsets.US_ASCII));
    }
}
