package io.histctl.wire.url;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Reads the expiry that a signed URL carries in its query. Never throws: a URL that is malformed or contradicts itself
 * has no known expiry.
 */
@API(status = API.Status.INTERNAL)
public final class SignedUrl {
    private static final List<ExpiryScheme> SIGNED =
            List.of(new DatedLifetime("x-amz-"), new DatedLifetime("x-goog-"), new SignedExpires(), new AzureSas());
    private static final ExpiryScheme UNSIGNED = new PlainExpiry();

    private SignedUrl() {}

    /** Whether the text is an {@code http} or {@code https} URL. */
    public static boolean isWebUrl(String text) {
        return startsWith(text, "https://") || startsWith(text, "http://");
    }

    /**
     * Until when the URL works: the earliest expiry if it is signed in several ways. Null if the expiry is unknown,
     * and for everything but {@code http} and {@code https}; {@code data:} URLs don't expire.
     */
    public static @Nullable Instant expiry(String url) {
        if (!isWebUrl(url)) {
            return null;
        }
        QueryParameters query = QueryParameters.of(url);
        return SIGNED.stream()
                .map(scheme -> scheme.expiry(query))
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElseGet(() -> UNSIGNED.expiry(query));
    }

    private static boolean startsWith(String text, String prefix) {
        return text.regionMatches(true, 0, prefix, 0, prefix.length());
    }
}
