package io.histctl.wire.url;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parameters of a URL's query, percent-decoded, by their names in lower case. */
final class QueryParameters {
    /** Longer names and values never state an expiry and are not decoded. */
    private static final int MOST = 100;

    private final Map<String, Set<String>> values = new HashMap<>();

    private QueryParameters() {}

    static QueryParameters of(String url) {
        QueryParameters parameters = new QueryParameters();
        int fragment = url.indexOf('#');
        int end = fragment < 0 ? url.length() : fragment;
        int query = url.indexOf('?');
        int from = query < 0 ? end : query + 1;
        while (from < end) {
            int ampersand = url.indexOf('&', from);
            int to = ampersand < 0 || ampersand > end ? end : ampersand;
            parameters.add(url, from, to);
            from = to + 1;
        }
        return parameters;
    }

    boolean contains(String name) {
        return values.containsKey(name);
    }

    /** The value; null if the parameter is missing or given with different values. */
    @Nullable
    String single(String name) {
        Set<String> given = values.getOrDefault(name, Set.of());
        return given.size() == 1 ? given.iterator().next() : null;
    }

    private void add(String url, int from, int to) {
        int equals = url.indexOf('=', from);
        int nameEnd = equals < 0 || equals > to ? to : equals;
        if (nameEnd - from <= MOST) {
            String name = decoded(url.substring(from, nameEnd)).toLowerCase(Locale.ROOT);
            String value = to - nameEnd <= MOST ? decoded(url.substring(Math.min(to, nameEnd + 1), to)) : "";
            values.computeIfAbsent(name, any -> new HashSet<>()).add(value);
        }
    }

    /** A plus sign is kept, as in a zone's offset, and so is an invalid escape. */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return text;
        }
    }
}
