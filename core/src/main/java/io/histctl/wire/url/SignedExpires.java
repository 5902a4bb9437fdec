package io.histctl.wire.url;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** {@code Expires} in Unix seconds, with a {@code Signature}: CloudFront, and the V2 signatures of S3 and Google. */
final class SignedExpires implements ExpiryScheme {
    @Override
    public @Nullable Instant expiry(QueryParameters query) {
        return query.contains("signature") ? UnixTime.seconds(query.single("expires")) : null;
    }
}
