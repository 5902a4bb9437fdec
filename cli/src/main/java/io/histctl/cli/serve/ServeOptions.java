package io.histctl.cli.serve;

import io.histctl.transcribe.Transcriber;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the proxy works.
 *
 * @param listen where it listens
 * @param upstream the API's base URL, without a slash at the end
 * @param token the secret that each request must contain; null if the proxy is only reachable from this machine
 * @param shared whether every key may use every conversation
 * @param failClosed whether a request that can't be made valid or recorded is an error
 * @param transcriber what writes down the speech of users; null for none
 */
public record ServeOptions(
        InetSocketAddress listen,
        URI upstream,
        @Nullable String token,
        boolean shared,
        boolean failClosed,
        @Nullable Transcriber transcriber,
        Limits limits) {
    private static final int SHORTEST_TOKEN = 16;

    /**
     * Checks the options.
     *
     * @throws IllegalArgumentException if the address is reachable from other machines and there is no token, the token
     *     is too short, or the upstream is not a base URL
     */
    public ServeOptions {
        if (token == null && !listen.getAddress().isLoopbackAddress()) {
            throw new IllegalArgumentException(listen.getHostString()
                    + " can be reached from other machines, so a token is needed; set --token or HISTCTL_TOKEN, or listen"
                    + " on 127.0.0.1");
        }
        if (token != null && token.length() < SHORTEST_TOKEN) {
            throw new IllegalArgumentException(
                    "the token is shorter than " + SHORTEST_TOKEN + " characters; choose a random one");
        }
        boolean http = List.of("http", "https").contains(upstream.getScheme());
        if (!http || upstream.getHost() == null || upstream.getRawQuery() != null || upstream.getUserInfo() != null) {
            throw new IllegalArgumentException(
                    "the upstream is not a base URL; write it like https://api.openai.com/v1");
        }
        upstream = URI.create(upstream.toString().replaceAll("/+$", ""));
    }
}
