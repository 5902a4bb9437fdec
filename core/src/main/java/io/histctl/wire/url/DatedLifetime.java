package io.histctl.wire.url;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The time of signing and a lifetime in seconds: AWS Signature Version 4 ({@code X-Amz-Date}, {@code X-Amz-Expires}) and
 * Google's V4 ({@code X-Goog-…}). Servers refuse lifetimes of more than a week.
 *
 * @param prefix of the two parameters, in lower case
 */
record DatedLifetime(String prefix) implements ExpiryScheme {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final long WEEK = 604_800;

    @Override
    public @Nullable Instant expiry(QueryParameters query) {
        Instant signedAt = date(query.single(prefix + "date"));
        Long seconds = UnixTime.digits(query.single(prefix + "expires"));
        return signedAt == null || seconds == null || seconds > WEEK ? null : signedAt.plusSeconds(seconds);
    }

    private static @Nullable Instant date(@Nullable String text) {
        try {
            return text == null ? null : LocalDateTime.parse(text, DATE).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException malformed) {
            return null;
        }
    }
}
