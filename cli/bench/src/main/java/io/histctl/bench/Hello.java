package io.histctl.bench;

/** The least that a Java program does. */
public final class Hello {
    private Hello() {}

    /** Prints a word. */
    public static void main(String[] arguments) {
        System.out.println("hello");
    }
}
