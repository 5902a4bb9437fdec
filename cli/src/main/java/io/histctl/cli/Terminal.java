package io.histctl.cli;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;

/**
 * Whether a person watches.
 *
 * @param out standard output is a terminal
 * @param err standard error is
 */
record Terminal(boolean out, boolean err) {

    /** As the launcher has found, since Java can't tell the streams apart; else as the console says. */
    static Terminal find() {
        String told = System.getProperty("histctl.terminal");
        if (told != null) {
            return new Terminal(told.contains("out"), told.contains("err"));
        }
        boolean console = isTerminal(System.console());
        return new Terminal(console, console);
    }

    /** From Java 22 on there is a console even where there is no terminal. */
    private static boolean isTerminal(@Nullable Console console) {
        if (console == null || Runtime.version().feature() < 22) {
            return console != null;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            return false;
        }
    }
}
