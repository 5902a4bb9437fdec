package io.histctl.cli.view;

/** A number of things, in the singular or the plural. */
public final class Count {
    private Count() {}

    public static String of(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }
}
