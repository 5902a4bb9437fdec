package io.histctl.cli;

import io.histctl.export.ReferenceTime;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What a command meets outside of itself; tests give their own. */
record Surroundings(
        InputStream in,
        PrintStream out,
        PrintStream err,
        Map<String, String> environment,
        Clock clock,
        Terminal terminal) {

    /** Told where a write-ahead log could not be emptied. */
    static final String STILL_IN_THE_LOG = "histctl: another process is reading; what was deleted stays in the"
            + " write-ahead log until it is done and a command runs again";

    /** Tells of what is not as it should be, but no reason to stop. */
    void warn(List<String> warnings) {
        warnings.forEach(warning -> err.println("warning: " + Printable.line(warning)));
    }

    /** The moment, having told what the clocks disagree in. */
    Instant told(ReferenceTime moment) {
        warn(moment.warnings());
        return moment.at();
    }

    /** Whether colour may be printed on standard output. */
    boolean colour() {
        return terminal.out()
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
    }
}
