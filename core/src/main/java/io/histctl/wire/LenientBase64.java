package io.histctl.wire;

import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Decodes base64 as apps send it: with line breaks, in the URL-safe alphabet, without padding, or in a data: URL. */
final class LenientBase64 {
    private static final Pattern DATA_URL = Pattern.compile("data:[^,]{0,200};base64,", Pattern.CASE_INSENSITIVE);

    private LenientBase64() {}

    /** The decoded bytes; null if the text is not base64. */
    static byte @Nullable [] decode(String text) {
        int start = DATA_URL.matcher(text).lookingAt() ? text.indexOf(',') + 1 : 0;
        byte[] digits = new byte[text.length() - start];
        int length = 0;
        boolean padded = false;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '=') {
                padded = true;
            } else if (!Character.isWhitespace(c)) {
                if (padded || c > 'z') {
                    return null;
                }
                digits[length++] = (byte) (c == '-' ? '+' : c == '_' ? '/' : c);
            }
        }
        try {
            return Base64.getDecoder().decode(java.util.Arrays.copyOf(digits, length));
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }
}
