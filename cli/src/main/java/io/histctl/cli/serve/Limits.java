package io.histctl.cli.serve;

import java.time.Duration;

/**
 * Limits on the resources that clients can use.
 *
 * @param bodyBytes of a request, uncompressed
 * @param connections requests that are served at the same time
 * @param headers how long a request's headers may take to arrive
 * @param idle how long a client may send nothing of its request, or read nothing of its response
 * @param upstream how long the API may take until it answers, or between two pieces of its answer
 * @param grace how long requests may continue after the proxy was asked to stop
 */
public record Limits(
        long bodyBytes, int connections, Duration headers, Duration idle, Duration upstream, Duration grace) {
    /** 64 MiB, 256 requests, 10 and 30 seconds for clients, 10 minutes for the API, 30 seconds to stop. */
    public static final Limits DEFAULT = new Limits(
            64L << 20,
            256,
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofMinutes(10),
            Duration.ofSeconds(30));

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one of them allows nothing
     */
    public Limits {
        boolean timeless = headers.isZero() || idle.isZero() || upstream.isZero();
        if (bodyBytes < 1 || connections < 1 || timeless) {
            throw new IllegalArgumentException("a limit is zero or negative; make it at least 1");
        }
    }

    /** These limits with another size of bodies. */
    public Limits withBodyBytes(long bytes) {
        return new Limits(bytes, connections, headers, idle, upstream, grace);
    }

    /** These limits with another number of requests at the same time. */
    public Limits withConnections(int count) {
        return new Limits(bodyBytes, count, headers, idle, upstream, grace);
    }

    /** These limits with other times for clients. */
    public Limits withClientTimes(Duration forHeaders, Duration betweenPieces) {
        return new Limits(bodyBytes, connections, forHeaders, betweenPieces, upstream, grace);
    }

    /** These limits with another time for the API. */
    public Limits withUpstream(Duration time) {
        return new Limits(bodyBytes, connections, headers, idle, time, grace);
    }
}
