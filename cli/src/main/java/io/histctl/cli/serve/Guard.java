package io.histctl.cli.serve;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Refuses requests that must not be served, whatever they ask for. */
final class Guard {
    static final String TOKEN_HEADER = "X-Histctl-Token";

    private static final String LOOPBACK = "(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d{1,5})?";

    private final ServeOptions options;

    Guard(ServeOptions options) {
        this.options = options;
    }

    /** Checks how the request is framed, and that no web page sent it. */
    void ensureAcceptable(HttpExchange exchange) {
        Headers headers = exchange.getRequestHeaders();
        ensureUnambiguous(headers);
        List<String> hosts = headers.getOrDefault("Host", List.of());
        if (hosts.size() != 1) {
            throw new Refusal(400, "bad_host", "the request has no Host header, or several; send one");
        }
        boolean local = options.listen().getAddress().isLoopbackAddress();
        if (local && !hosts.get(0).toLowerCase(Locale.ROOT).matches(LOOPBACK)) {
            throw new Refusal(403, "foreign_host", "the Host header names another host; use 127.0.0.1 in the base URL");
        }
        if (headers.containsKey("Origin") || isCrossSite(headers)) {
            throw new Refusal(403, "foreign_origin", "web pages may not use this proxy; call it from a program");
        }
        if (headers.containsKey("Upgrade") && hasWord(headers.get("Upgrade"), "websocket")) {
            throw new Refusal(501, "no_websocket", "WebSockets are not forwarded; connect to the API itself");
        }
        if (Set.of("TRACE", "CONNECT").contains(exchange.getRequestMethod())) {
            throw new Refusal(405, "bad_method", "the method is not forwarded; use another one");
        }
    }

    /** Whether a token is needed, and the request has it. */
    boolean hasToken(HttpExchange exchange) {
        String token = options.token();
        String given = exchange.getRequestHeaders().getFirst(TOKEN_HEADER);
        return token != null && given != null && MessageDigest.isEqual(utf8(token), utf8(given));
    }

    /** Checks the token, if one is needed. */
    void ensureAuthorized(HttpExchange exchange) {
        if (options.token() != null && !hasToken(exchange)) {
            throw new Refusal(401, "bad_token", "the header " + TOKEN_HEADER + " is missing or wrong; send the token");
        }
    }

    private static void ensureUnambiguous(Headers headers) {
        List<String> lengths = headers.getOrDefault("Content-Length", List.of());
        List<String> codings = headers.getOrDefault("Transfer-Encoding", List.of());
        boolean lengthIsSound =
                lengths.isEmpty() || (lengths.size() == 1 && lengths.get(0).matches("\\d{1,18}"));
        if (!lengthIsSound || codings.size() > 1 || (!lengths.isEmpty() && !codings.isEmpty())) {
            throw new Refusal(400, "bad_framing", "the length of the body is ambiguous; send one Content-Length");
        }
    }

    private static boolean isCrossSite(Headers headers) {
        String site = headers.getFirst("Sec-Fetch-Site");
        return site != null && !site.equals("none") && !site.equals("same-origin");
    }

    private static boolean hasWord(List<String> values, String word) {
        return values.stream().anyMatch(value -> value.toLowerCase(Locale.ROOT).contains(word));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
