package io.histctl.bench;

import java.util.ArrayList;
import java.util.List;

/** The table of all goals. Each compares histctl with another way to do the same work in the same run. */
final class Goals {
    private final List<String> missed = new ArrayList<>();
    private final Table table =
            new Table("Goals; medians (quartiles) in ms", "work", "histctl", "beside it", "", "ratio", "goal", "");

    /** Adds a pair whose ratio must not exceed {@code goal}. */
    void add(String work, Pair pair, String beside, double goal) {
        row(work, pair.histctl().toString(), beside, pair.other().toString(), pair.ratio(), goal);
    }

    /** Adds a ratio of figures that are no times. */
    void row(String work, String histctl, String beside, String other, double ratio, double goal) {
        boolean met = Math.round(ratio * 100) <= Math.round(goal * 100);
        table.row(work, histctl, beside, other, Table.ratio(ratio), "≤ " + Table.ratio(goal), met ? "" : "**missed**");
        if (!met) {
            missed.add(work + ": " + Table.ratio(ratio) + ", goal " + Table.ratio(goal));
        }
    }

    /** Adds a row without a goal, since its figures say nothing about another machine. */
    void figure(String work, String histctl) {
        table.row(work, histctl, "", "", "", "", "");
    }

    /** Adds a limit that is no ratio. */
    void limit(String work, Samples histctl, double millis) {
        boolean met = histctl.median() <= millis;
        table.row(work, histctl.toString(), "", "", "", "≤ " + Samples.number(millis) + " ms", met ? "" : "**missed**");
        if (!met) {
            missed.add(work + ": " + Samples.number(histctl.median()) + " ms, goal " + Samples.number(millis) + " ms");
        }
    }

    /** Ends the table with what misses its goal. */
    void printMissed() {
        System.out.println(missed.isEmpty() ? "\nEvery goal is met." : "\nMissed:\n");
        missed.forEach(line -> System.out.println("- " + line));
    }
}
