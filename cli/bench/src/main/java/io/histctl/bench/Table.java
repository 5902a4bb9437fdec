package io.histctl.bench;

import java.util.Locale;

/** A table in Markdown, printed row by row as it is measured. */
final class Table {
    Table(String title, String... columns) {
        System.out.println("\n**" + title + "**\n");
        row(columns);
        System.out.println("|---".repeat(columns.length) + "|");
    }

    void row(String... cells) {
        System.out.println("| " + String.join(" | ", cells) + " |");
        System.out.flush();
    }

    static String ratio(double value) {
        return String.format(Locale.ROOT, value < 0.095 ? "%.3f×" : "%.2f×", value);
    }
}
