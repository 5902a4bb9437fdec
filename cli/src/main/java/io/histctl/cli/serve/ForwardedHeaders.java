package io.histctl.cli.serve;

import com.sun.net.httpserver.Headers;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Selects the headers to forward: all except those of a single connection and the proxy's own. */
final class ForwardedHeaders {
    private static final Set<String> HOP_BY_HOP = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "content-length",
            "expect",
            "host",
            "date",
            "http2-settings");
    private static final String OWN = "x-histctl-";

    private ForwardedHeaders() {}

    /** Copies the headers of the app's request, without those that are named. */
    static void copy(Headers from, HttpRequest.Builder to, Set<String> without) {
        Set<String> dropped = named(from.getOrDefault("Connection", List.of()));
        from.forEach((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (passes(lower, dropped) && !lower.startsWith(OWN) && !without.contains(lower)) {
                values.forEach(value -> add(to, name, value));
            }
        });
    }

    /** Copies the headers of the API's response, without those that are named. */
    static void copy(HttpHeaders from, Headers to, Set<String> without) {
        Set<String> dropped = named(from.allValues("Connection"));
        from.map().forEach((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (passes(lower, dropped) && !lower.startsWith(":") && !without.contains(lower)) {
                values.forEach(value -> to.add(name, value));
            }
        });
    }

    private static void add(HttpRequest.Builder to, String name, String value) {
        try {
            to.header(name, value);
        } catch (IllegalArgumentException e) {
            throw new Refusal(400, "bad_header", "the header " + name + " can't be forwarded; leave it out");
        }
    }

    private static boolean passes(String lower, Set<String> dropped) {
        return !HOP_BY_HOP.contains(lower) && !dropped.contains(lower);
    }

    private static Set<String> named(Collection<String> connection) {
        return connection.stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }
}
