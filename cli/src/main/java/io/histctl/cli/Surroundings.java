package io.histctl.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;

/** What a command meets outside of itself; tests give their own. */
record Surroundings(
        InputStream in,
        PrintStream out,
        PrintStream err,
        Map<String, String> environment,
        Clock clock,
        Terminal terminal) {

    /** Whether colour may be printed on standard output. */
    boolean colour() {
        return terminal.out() && environment.getOrDefault("NO_COLOR", "").isEmpty();
    }
}
