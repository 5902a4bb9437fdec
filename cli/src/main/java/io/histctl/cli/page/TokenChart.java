package io.histctl.cli.page;

import io.histctl.cli.view.Count;
import io.histctl.model.Tokens;
import io.histctl.resume.PlannedTurn;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Input tokens by turn, before above the axis and after below it. Neighbouring turns share a column if there are many.
 * Across the picture, numbers are percentages; it is 124 pixels high.
 */
record TokenChart(String description, List<Column> columns) {
    private static final int MAX_COLUMNS = 120;
    private static final double MAX_WIDTH = 6;
    private static final double FILLED = 0.85;
    private static final int AXIS = 62;
    private static final int HEIGHT = 60;

    /** The tokens of some turns. */
    record Column(double x, double w, String turns, Tokens before, Tokens after, List<Bar> bars) {
        String title() {
            return turns + ": " + text(before) + " before, " + text(after) + " after";
        }
    }

    /** A rectangle of a kind of tokens. */
    record Bar(String kind, double y, double h) {}

    /** The chart; null if no turn costs anything. */
    static @Nullable TokenChart of(List<PlannedTurn> turns) {
        int perColumn = Math.max(1, (turns.size() + MAX_COLUMNS - 1) / MAX_COLUMNS);
        double step = Math.min(MAX_WIDTH, 100.0 * perColumn / Math.max(1, turns.size()));
        List<Column> sums = new ArrayList<>();
        long most = 0;
        for (int from = 0; from < turns.size(); from += perColumn) {
            Column column =
                    sum(turns.subList(from, Math.min(from + perColumn, turns.size())), sums.size() * step, step);
            most = Math.max(most, Math.max(column.before.total(), column.after.total()));
            sums.add(column);
        }
        if (most == 0) {
            return null;
        }
        long scale = most;
        List<Column> columns = sums.stream().map(column -> drawn(column, scale)).toList();
        String description = "Input tokens of " + Count.of(turns.size(), "turn") + ", at most " + most + " in one of "
                + Count.of(columns.size(), "column") + "; the table below lists them";
        return new TokenChart(description, columns);
    }

    private static Column sum(List<PlannedTurn> turns, double x, double step) {
        Tokens before = Tokens.NONE;
        Tokens after = Tokens.NONE;
        for (PlannedTurn turn : turns) {
            before = before.plus(turn.cost().before());
            after = after.plus(turn.cost().after());
        }
        long first = turns.get(0).position();
        long last = turns.get(turns.size() - 1).position();
        String name = first == last ? "turn " + first : "turns " + first + "–" + last;
        return new Column(rounded(x), rounded(step * FILLED), name, before, after, List.of());
    }

    private static Column drawn(Column column, long most) {
        List<Bar> bars = new ArrayList<>();
        double perToken = (double) HEIGHT / most;
        draw(bars, column.before, perToken, true);
        draw(bars, column.after, perToken, false);
        return new Column(column.x, column.w, column.turns, column.before, column.after, bars);
    }

    private static void draw(List<Bar> bars, Tokens tokens, double perToken, boolean up) {
        double text = rounded(tokens.text() * perToken);
        double audio = rounded(tokens.audio() * perToken);
        bar(bars, "text", up ? AXIS - text : AXIS, text);
        bar(bars, "audio", up ? AXIS - text - audio : AXIS + text, audio);
        bar(bars, "hatched", up ? AXIS - text - audio : AXIS + text, audio);
    }

    private static void bar(List<Bar> bars, String kind, double y, double height) {
        if (height > 0) {
            bars.add(new Bar(kind, rounded(y), height));
        }
    }

    private static double rounded(double pixels) {
        return Math.round(pixels * 100) / 100.0;
    }

    /** The tokens of each kind that there are. */
    static String text(Tokens tokens) {
        if (tokens.audio() == 0) {
            return tokens.text() + " text";
        }
        return (tokens.text() == 0 ? "" : tokens.text() + " text, ") + tokens.audio() + " audio";
    }
}
