package io.histctl.bench;

/** The smallest Java program. */
public final class Hello {
    private Hello() {}

    /** Prints a word. */
    public static void main(String[] arguments) {
        System.out.println("hello");
    }
}
