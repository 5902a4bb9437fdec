package io.histctl.cli.serve;

import java.time.Clock;
import java.util.function.Consumer;

/**
 * Writes a line for each request. Thread-safe.
 *
 * @param lines receives the lines, and is thread-safe
 */
record AccessLog(Clock clock, Consumer<String> lines) {
    void write(ServedRequest request) {
        String path = request.exchange().getRequestURI().getRawPath();
        lines.accept(request.entry().line(clock.instant(), request.method(), path == null ? "" : path));
    }
}
