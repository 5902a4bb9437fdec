package io.histctl.wire;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The content of a {@code data:} URL.
 *
 * @param type its media type without parameters, in lower case
 */
@API(status = API.Status.INTERNAL)
public record DataUrl(String type, byte[] bytes) {
    private static final Pattern TYPE =
            Pattern.compile("data:([a-z0-9!#$&^_.+-]{1,64}/[a-z0-9!#$&^_.+-]{1,64})", Pattern.CASE_INSENSITIVE);

    /** Reads a URL whose content is base64; null for any other. */
    public static @Nullable DataUrl parse(String url) {
        Matcher type = TYPE.matcher(url);
        byte[] bytes = type.lookingAt() ? LenientBase64.decode(url) : null;
        return bytes == null ? null : new DataUrl(type.group(1).toLowerCase(Locale.ROOT), bytes);
    }
}
