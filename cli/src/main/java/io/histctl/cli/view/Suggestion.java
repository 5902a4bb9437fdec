package io.histctl.cli.view;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name that a mistyped one probably means. */
public final class Suggestion {
    private static final int LONGEST = 200;

    private Suggestion() {}

    /** {@code "; did you mean 'NAME'?"}, or nothing if no name is similar. */
    public static String text(String mistyped, Collection<String> names) {
        return closest(mistyped, names)
                .map(name -> "; did you mean '" + Printable.line(name) + "'?")
                .orElse("");
    }

    static Optional<String> closest(String mistyped, Collection<String> names) {
        int limit = Math.max(1, Math.min(3, mistyped.length() / 3));
        return names.stream()
                .filter(name -> name.length() <= LONGEST && mistyped.length() <= LONGEST)
                .filter(name -> distance(mistyped, name) <= limit || isBeginning(mistyped, name))
                .min(Comparator.comparingInt(name -> distance(mistyped, name)));
    }

    private static boolean isBeginning(String mistyped, String name) {
        return mistyped.length() > 2 && name.startsWith(mistyped);
    }

    /** How many characters to insert, remove, replace or swap with their neighbour. */
    private static int distance(String a, String b) {
        int[][] rows = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                rows[i][j] = i == 0 ? j : j == 0 ? i : cheapest(rows, a, b, i, j);
            }
        }
        return rows[a.length()][b.length()];
    }

    private static int cheapest(int[][] rows, String a, String b, int i, int j) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int cost = Math.min(rows[i - 1][j - 1] + (same ? 0 : 1), Math.min(rows[i - 1][j], rows[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(cost, rows[i - 2][j - 2] + 1) : cost;
    }
}
