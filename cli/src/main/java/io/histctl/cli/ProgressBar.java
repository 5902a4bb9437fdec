package io.histctl.cli;

/** A bar on standard error, where that is a terminal; else nothing. */
final class ProgressBar {
    private static final int WIDTH = 30;
    private static final long NANOS_BETWEEN = 100_000_000;

    private final Surroundings surroundings;
    private final String what;
    private long shownAt;
    private boolean shown;

    ProgressBar(Surroundings surroundings, String what) {
        this.surroundings = surroundings;
        this.what = what;
    }

    void update(long done, long total) {
        long now = System.nanoTime();
        if (!surroundings.terminal().err() || total <= 0 || (shown && now - shownAt < NANOS_BETWEEN)) {
            return;
        }
        shownAt = now;
        shown = true;
        double share = Math.min(1.0, (double) done / total);
        surroundings.err().print("\r" + what + " [" + bar(share, WIDTH) + "] " + Math.round(share * 100) + " %");
        surroundings.err().flush();
    }

    /** Takes the bar away. */
    void end() {
        if (shown) {
            surroundings.err().print("\r" + " ".repeat(what.length() + WIDTH + 10) + "\r");
            surroundings.err().flush();
        }
    }

    /** So much of a whole, in blocks. */
    static String bar(double share, int width) {
        int full = (int) Math.ceil(share * width);
        return "█".repeat(full) + "░".repeat(width - full);
    }
}
