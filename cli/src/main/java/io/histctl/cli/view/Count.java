package io.histctl.cli.view;

/** So many of a thing. */
public final class Count {
    private Count() {}

    public static String of(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }
}
