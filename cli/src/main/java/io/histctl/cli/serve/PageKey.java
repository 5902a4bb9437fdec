package io.histctl.cli.serve;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The key to the pages, made when the proxy starts. Pages need one even on the loopback address, since other users of the
 * machine can connect to it. A browser presents it once in the address and then as a cookie.
 */
final class PageKey {
    private static final String COOKIE = "histctl-pages=";
    private static final int BYTES = 18;

    private final String key;

    private PageKey(String key) {
        this.key = key;
    }

    static PageKey random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new PageKey(Base64.getUrlEncoder().encodeToString(bytes));
    }

    /** The query of the address that presents it. */
    String query() {
        return "key=" + key;
    }

    /** Whether a query presents the key. */
    boolean isIn(@Nullable String query) {
        return query != null && isSame(query, query());
    }

    /** Whether a Cookie header presents the key. */
    boolean isInCookie(@Nullable String header) {
        if (header != null) {
            for (String cookie : header.split("; *", -1)) {
                if (isSame(cookie, COOKIE + key)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The header that sets the cookie for the pages below a path. */
    String setCookie(String path) {
        return COOKIE + key + "; Path=" + path + "; HttpOnly; SameSite=Strict";
    }

    private static boolean isSame(String given, String expected) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }
}
