package io.histctl.cli.serve;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a request goes.
 *
 * @param conversation as the path names it; null if it does not
 * @param rest of the path and the query after the base URL
 */
record Route(@Nullable String conversation, String rest) {
    private static final Pattern PATH = Pattern.compile("(?:/c/([^/]+))?/v1(/.*)?");
    private static final Pattern DOT_SEGMENT =
            Pattern.compile("(^|/|%2f|%5c|\\\\)(\\.|%2e){1,2}(/|%2f|%5c|\\\\|$)", Pattern.CASE_INSENSITIVE);

    /** The route of a request; empty if nothing is served there. */
    static Optional<Route> of(URI target) {
        String path = target.getRawPath() == null ? "" : target.getRawPath();
        if (target.getRawAuthority() != null || target.getScheme() != null) {
            throw new Refusal(400, "bad_target", "the request names another host in its target; send a path alone");
        }
        Matcher matcher = PATH.matcher(path);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String rest = matcher.group(2) == null ? "" : matcher.group(2);
        if (DOT_SEGMENT.matcher(rest).find()) {
            throw new Refusal(400, "bad_target", "the path contains . or .. as a segment; send it without");
        }
        String query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
        return Optional.of(new Route(decoded(matcher.group(1)), rest + query));
    }

    /** The URL to which the request is forwarded. */
    URI under(URI upstream) {
        try {
            return URI.create(upstream + rest);
        } catch (IllegalArgumentException e) {
            throw new Refusal(400, "bad_target", "the path is not a valid part of a URL; encode it");
        }
    }

    /** The path after the base URL. */
    String path() {
        int query = rest.indexOf('?');
        return query < 0 ? rest : rest.substring(0, query);
    }

    private static @Nullable String decoded(@Nullable String segment) {
        return segment == null ? null : URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
