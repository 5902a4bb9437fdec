package io.histctl.cli;

/** So many of a thing. */
final class Count {
    private Count() {}

    static String of(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }
}
