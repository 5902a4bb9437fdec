package io.histctl.cli;

import io.histctl.cli.view.ProgressBar;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;

/**
 * The process environment of a command: streams, variables, clock and terminal.
 */
record CliContext(
        InputStream in,
        PrintStream out,
        PrintStream err,
        Map<String, String> environment,
        Clock clock,
        Terminal terminal) {

    /** Printed if deleted data could not be erased from the write-ahead log yet. */
    static final String STILL_IN_THE_LOG = "histctl: another process is reading the database, so the deleted data is"
            + " still in the write-ahead log; run any writing command again once that process is done";

    ProgressBar progressBar(String what) {
        return new ProgressBar(err, terminal.err(), what);
    }

    /** Whether to print colour on standard output. */
    boolean colour() {
        return terminal.out()
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
    }
}
