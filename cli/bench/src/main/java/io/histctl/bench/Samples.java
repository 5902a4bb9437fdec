package io.histctl.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Measured values of one kind, in the unit that their table names. */
record Samples(double... values) {
    Samples {
        Arrays.sort(values);
    }

    static Samples of(List<Double> values) {
        return new Samples(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    double median() {
        return at(0.5);
    }

    /** The value below which this share of the samples lies. */
    double at(double share) {
        return values[(int) Math.min(values.length - 1, Math.round(share * (values.length - 1)))];
    }

    /** The median, followed by the quartiles. */
    @Override
    public String toString() {
        return number(median()) + " (" + number(at(0.25)) + "–" + number(at(0.75)) + ")";
    }

    static String number(double value) {
        return String.format(
                Locale.ROOT, value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : value >= 1 ? "%.2f" : "%.3f", value);
    }
}
