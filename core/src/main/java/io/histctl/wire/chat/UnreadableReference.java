package io.histctl.wire.chat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The image or file that the texts of an error say the API can't read. */
final class UnreadableReference {
    private static final Pattern URL = Pattern.compile("https?://[^\\s\"'<>\\\\]+");

    private @Nullable String value;
    private @Nullable String url;
    private boolean reported;

    void read(String text) {
        reported |= ChatApi.REFERENCE_UNREADABLE.matcher(text).find();
        Matcher file = ChatApi.FILE_NOT_FOUND.matcher(text);
        if (value == null && file.find()) {
            value = file.group(1);
        }
        Matcher found = URL.matcher(text);
        if (url == null && found.find()) {
            url = found.group().replaceFirst("[.,;:!)\\]}]+$", "");
        }
    }

    /** Whether the error is that an image or file can't be read. */
    boolean isReported() {
        return reported;
    }

    /** The URL or id; null if the error names none, or is another one. */
    @Nullable
    String value() {
        return !reported ? null : value == null ? url : value;
    }
}
