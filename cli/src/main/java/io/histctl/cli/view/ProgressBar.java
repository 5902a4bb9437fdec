package io.histctl.cli.view;

import java.io.PrintStream;

/** A progress bar on standard error; prints nothing unless that is a terminal. */
public final class ProgressBar {
    private static final int WIDTH = 30;
    private static final long NANOS_BETWEEN = 100_000_000;

    private final PrintStream err;
    private final boolean terminal;
    private final String what;
    private long shownAt;
    private boolean shown;

    public ProgressBar(PrintStream err, boolean terminal, String what) {
        this.err = err;
        this.terminal = terminal;
        this.what = what;
    }

    public void update(long done, long total) {
        long now = System.nanoTime();
        if (!terminal || total <= 0 || (shown && now - shownAt < NANOS_BETWEEN)) {
            return;
        }
        shownAt = now;
        shown = true;
        double share = Math.min(1.0, (double) done / total);
        err.print("\r" + what + " [" + bar(share, WIDTH) + "] " + Math.round(share * 100) + " %");
        err.flush();
    }

    /** Erases the bar. */
    public void end() {
        if (shown) {
            err.print("\r" + " ".repeat(what.length() + WIDTH + 10) + "\r");
            err.flush();
        }
    }

    /** A share of a whole (0 to 1), drawn in blocks. */
    public static String bar(double share, int width) {
        int full = (int) Math.ceil(share * width);
        return "█".repeat(full) + "░".repeat(width - full);
    }
}
