package io.histctl.intercept;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * A conversation's id as the value of a header: as it is, or percent-encoded UTF-8 if a header can't contain it.
 *
 * @hidden
 */
@API(status = API.Status.INTERNAL)
public final class ConversationHeader {
    /** Printable ASCII but the percent sign, without spaces at either end. */
    private static final Pattern PLAIN = Pattern.compile("[!-$&-~](?:[ -$&-~]*[!-$&-~])?");

    private ConversationHeader() {}

    /** The value that names a conversation. */
    public static String encode(String id) {
        return PLAIN.matcher(id).matches()
                ? id
                : URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The id that a value names; a value that is not percent-encoded is the id itself. */
    public static String decode(String value) {
        String text = value.strip();
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
