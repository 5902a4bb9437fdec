package io.histctl.cli.serve;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A conversation's id in a header: as it is, or percent-encoded UTF-8 if a header can't hold it. */
final class ConversationHeader {
    private static final int LONGEST = 1_024;

    private ConversationHeader() {}

    static String encode(String id) {
        return id.matches("[!-$&-~]([ -$&-~]*[!-$&-~])?")
                ? id
                : URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The id that a header or a path names; null if it names none. */
    static @Nullable String named(@Nullable String header, @Nullable String path) {
        String id = header == null || header.isBlank() ? path : decode(header.strip());
        if (id != null && id.length() > LONGEST) {
            throw new Refusal(400, "bad_conversation", "the conversation's id is too long; use a shorter one");
        }
        return id;
    }

    private static String decode(String header) {
        try {
            return URLDecoder.decode(header.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Refusal(
                    400, "bad_conversation", "the conversation's id in the header is not percent-encoded; encode it");
        }
    }
}
