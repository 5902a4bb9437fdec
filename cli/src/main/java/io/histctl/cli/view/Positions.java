package io.histctl.cli.view;

/** Positions of turns in ascending order, printed as ranges: {@code turns 2–7, 9}. */
public final class Positions {
    private static final int MAX_RANGES = 8;

    private final StringBuilder ranges = new StringBuilder();
    private long first;
    private long last = Long.MIN_VALUE;
    private long count;
    private int printed;
    private long omitted;

    public void add(long position) {
        if (position != last + 1) {
            endRange();
            first = position;
        }
        last = position;
        count++;
    }

    public String text() {
        endRange();
        last = Long.MIN_VALUE;
        return (count == 1 ? "turn " : "turns ") + ranges + (omitted == 0 ? "" : " and " + omitted + " more");
    }

    private void endRange() {
        if (last == Long.MIN_VALUE) {
            return;
        }
        if (printed == MAX_RANGES) {
            omitted += last - first + 1;
            return;
        }
        ranges.append(printed++ == 0 ? "" : ", ").append(first == last ? "" + first : first + "–" + last);
    }
}
