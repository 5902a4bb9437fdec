package io.histctl.wire.url;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One way in which the query of a URL states an expiry. To add one, implement this and list it in {@link SignedUrl}. */
interface ExpiryScheme {
    /** The expiry; null if the URL does not use this scheme, or uses it in a way that can be read differently. */
    @Nullable
    Instant expiry(QueryParameters query);
}
